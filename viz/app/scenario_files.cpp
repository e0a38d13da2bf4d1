#include "viz/app/scenario_files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "lessons/sandbox/program.hpp"
#include "viz/app/execute.hpp"

namespace coroscope::viz {

namespace {

constexpr std::size_t longest = 1'000'000;  // bytes

/// All of the file, if it is not longer than that.
std::string read_text(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw UsageError{fmt::format("{}: cannot be read: it is a folder; name a file", path)};
    }
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    std::string text(longest + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.is_open() || file.bad()) {
        throw UsageError{fmt::format("{}: cannot be read: {}; is that the right path?", path,
                                     std::strerror(errno != 0 ? errno : EIO))};
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > longest || text.find('\0') != std::string::npos) {
        throw UsageError{fmt::format("{}: is no scenario: it is {}; name another file", path,
                                     text.size() > longest ? "too long" : "no text")};
    }
    return text;
}

}  // namespace

Scenario read_scenario_file(const std::string& path) {
    Scenario scenario = parse_scenario(read_text(path), path);
    try {
        if (!scenario.program.empty()) {
            sandbox::parse(scenario.program);
        }
    } catch (const std::invalid_argument& error) {
        throw UsageError{fmt::format("{}: in the line 'program …': {}", path, error.what())};
    }
    return scenario;
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
