#include "viz/app/file_kind.hpp"

#include <filesystem>
#include <fstream>

#include "runtime/trace/coro_chunk.hpp"
#include "runtime/trace/recording_file.hpp"

namespace coroscope {

FileKind kind_of_file(const std::string& file) {
    if (file.ends_with(".py")) {
        return FileKind::script;
    }
    if (file.ends_with(".scenario")) {
        return FileKind::scenario;
    }
    // Nobody waits for a pipe here, or takes away what its reader wants.
    std::error_code error;
    if (trace::is_recording_name(file) || !std::filesystem::is_regular_file(file, error)) {
        return FileKind::recording;
    }
    std::ifstream in{file, std::ios::binary};
    char first = '{';
    in.get(first);
    const bool is_recording =
        first == '{' || static_cast<std::uint8_t>(first) == trace::coro_magic[0];
    return is_recording ? FileKind::recording : FileKind::scenario;
}

}  // namespace coroscope
