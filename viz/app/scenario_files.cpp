#include "viz/app/scenario_files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "viz/app/execute.hpp"

namespace coroscope::viz {

Scenario read_scenario_file(const std::string& path) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open() || file.bad()) {
        throw UsageError{fmt::format("{}: cannot be read: {}; is that the right path?", path,
                                     std::strerror(errno != 0 ? errno : EIO))};
    }
    return parse_scenario(text, path);
}

std::string write_text_file(const std::string& path, std::string_view text) {
    // Beside it first, so that a full disk leaves the old file as it was.
    const std::string fresh = path + ".new";
    errno = 0;
    std::ofstream file{fresh, std::ios::binary | std::ios::trunc};
    if (file << text && file.flush()) {
        std::error_code error;
        std::filesystem::rename(fresh, path, error);
        if (!error) {
            return {};
        }
        errno = error.value();
    }
    const int problem = errno;
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    return fmt::format("{}: cannot be written: {}; choose another place", path,
                       std::strerror(problem));
}

}  // namespace coroscope::viz
