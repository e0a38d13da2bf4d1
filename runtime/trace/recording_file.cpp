#include "runtime/trace/recording_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "runtime/trace/coro_chunk.hpp"
#include "runtime/trace/coro_file.hpp"
#include "runtime/trace/jsonl.hpp"
#include "runtime/trace/jsonl_reader.hpp"

namespace coroscope::trace {

bool is_recording_name(const std::string& file) {
    return file.ends_with(".coro") || file.ends_with(".jsonl");
}

void write_recording(const Recording& recording, const std::string& file, std::ostream& out) {
    file.ends_with(".coro") ? write_coro(recording, out) : write_jsonl(recording, out);
}

ReadingResult read_recording(const std::string& file, Recording& recording,
                             const ReadingHooks& hooks) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) {
        throw NoRecording{fmt::format("{} is a folder: name a file", file)};
    }
    if (const std::filesystem::file_status status = std::filesystem::status(file, error);
        std::filesystem::is_block_file(status) ||
        (std::filesystem::is_character_file(status) && file != "/dev/null")) {
        throw NoRecording{fmt::format("{} is a device: name a file", file)};
    }
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw NoRecording{fmt::format("{} cannot be read: {}", file, std::strerror(errno))};
    }
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    const std::uint64_t bytes = error ? 0 : size;
    try {
        const int first = in.peek();
        if (first == std::char_traits<char>::eof()) {
            throw NoRecording{"it is empty"};
        }
        ReadingResult result = first == coro_magic[0] ? read_coro(in, bytes, recording, hooks)
                                                      : read_jsonl(in, bytes, recording, hooks);
        if (recording.events.empty() && result.damage != Damage::stopped) {
            throw NoRecording{result.why.empty() ? "it has no events" : result.why};
        }
        return result;
    } catch (const NoRecording& why) {
        throw NoRecording{fmt::format("{} is no recording that can be read: {}", file, why.what())};
    }
}

}  // namespace coroscope::trace
