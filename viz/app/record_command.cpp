#include "viz/app/record_command.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "viz/app/execute.hpp"

namespace coroscope {
namespace {

namespace fs = std::filesystem;

/// Ctrl-C is the script's as long as it runs.
class LeaveInterruptsAlone {
public:
    LeaveInterruptsAlone() : before_{std::signal(SIGINT, SIG_IGN)} {}
    LeaveInterruptsAlone(const LeaveInterruptsAlone&) = delete;
    LeaveInterruptsAlone& operator=(const LeaveInterruptsAlone&) = delete;
    ~LeaveInterruptsAlone() { std::signal(SIGINT, before_); }

private:
    void (*before_)(int);
};

/// Runs the recorder to its end.
void record(const std::string& script, const std::string& file) {
    const char* const path = std::getenv("PYTHONPATH");
    const std::string folders = path != nullptr && *path != '\0'
                                    ? fmt::format("{}:{}", COROSCOPE_RECORDER, path)
                                    : COROSCOPE_RECORDER;
    setenv("PYTHONPATH", folders.c_str(), 1);
    std::array<std::string, 7> words{"python3", "-m", "coroscope", "--virtual", "-o", file, script};
    std::array<char*, words.size() + 1> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        arguments[i] = words[i].data();
    }
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t interrupt;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &interrupt);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const LeaveInterruptsAlone quiet;
    pid_t child = 0;
    const int error =
        posix_spawnp(&child, "python3", nullptr, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        throw UsageError{fmt::format("python3 cannot be run: {}", std::strerror(error))};
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : name_{(fs::temp_directory_path() / "coroscope-XXXXXX").string()} {
    if (mkdtemp(name_.data()) == nullptr) {
        throw UsageError{fmt::format("{} cannot be made: {}", name_, std::strerror(errno))};
    }
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(name_, error);
}

RecordedScript::RecordedScript(const std::string& script) {
    std::error_code error;
    if (!fs::is_regular_file(script, error)) {
        throw UsageError{fmt::format("{} cannot be read: {}", script,
                                     error ? error.message() : "it is no file")};
    }
    fs::path copy = fs::path{folder_.name()} / fs::path{script}.filename();
    fs::copy_file(script, copy, error);
    file_ = copy.replace_extension(".jsonl").string();
    fmt::print(stderr, "coroscope: {} runs under CPython; Ctrl-C ends it\n", script);
    record(script, file_);
    if (!fs::is_regular_file(file_, error)) {
        throw UsageError{fmt::format("{} was not recorded: see above", script)};
    }
}

}  // namespace coroscope
