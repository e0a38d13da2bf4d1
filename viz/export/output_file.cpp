#include "viz/export/output_file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "viz/export/watch.hpp"

namespace coroscope::viz {

namespace fs = std::filesystem;

OutputFile::OutputFile(const fs::path& place) : asked_(place) {
    std::error_code ignored;
    // A link stays one: what it points to is replaced.
    place_ = fs::is_symlink(place, ignored) ? fs::weakly_canonical(place, ignored) : place;
    if (place_.empty()) {
        place_ = place;
    }
    if (fs::exists(place_, ignored) && !fs::is_regular_file(place_, ignored)) {
        fail(fs::is_directory(place_, ignored) ? "it is a folder" : "it is a device or the like");
    }
    beside_ = place_;
    beside_ += fmt::format(".{}.part", getpid());
    errno = 0;
    stream_.open(beside_, std::ios::binary);
    if (!stream_) {
        fail(errno);
    }
}

OutputFile::~OutputFile() {
    if (!finished_) {
        stream_.close();
        std::error_code ignored;
        fs::remove(beside_, ignored);
    }
}

void OutputFile::finish() {
    errno = 0;
    stream_.close();
    if (!stream_) {
        fail(errno);
    }
    std::error_code error;
    fs::rename(beside_, place_, error);
    if (error) {
        fail(error.value());
    }
    finished_ = true;
}

void OutputFile::fail(int error) const {
    fail(std::string{error != 0 ? std::strerror(error) : "writing failed"});
}

void OutputFile::fail(const std::string& reason) const {
    throw ExportError{
        fmt::format("{}: cannot be written: {}; choose another place", asked_.string(), reason)};
}

}  // namespace coroscope::viz
