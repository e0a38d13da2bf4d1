#include "viz/app/script_recording.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "viz/app/end_signals.hpp"
#include "viz/app/execute.hpp"
#include "viz/app/recording_end.hpp"

namespace coroscope {
namespace {

namespace fs = std::filesystem;

/// Our environment, but that Python finds the recorder.
std::vector<std::string> environment_of_recorder() {
    constexpr std::string_view name = "PYTHONPATH=";
    std::string folders = fmt::format("{}{}", name, COROSCOPE_RECORDER);
    std::vector<std::string> environment;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string_view variable{*each};
        if (!variable.starts_with(name)) {
            environment.emplace_back(variable);
        } else if (variable.size() > name.size()) {
            folders += fmt::format(":{}", variable.substr(name.size()));
        }
    }
    environment.push_back(std::move(folders));
    return environment;
}

/// As `exec` wants them.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::error_code error;
    const fs::path folder = fs::temp_directory_path(error);
    name_ = (folder / "coroscope-XXXXXX").string();
    if (error || mkdtemp(name_.data()) == nullptr) {
        throw UsageError{fmt::format("{} cannot be made: {}; set TMPDIR to a folder with room",
                                     name_, error ? error.message() : std::strerror(errno))};
    }
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(name_, error);
}

void check_script(const std::string& script) {
    std::error_code error;
    const fs::file_status status = fs::status(script, error);
    if (!fs::is_regular_file(status) || access(script.c_str(), R_OK) != 0) {
        const std::string why = fs::is_directory(status)                         ? "it is a folder"
                                : fs::exists(status) && !is_regular_file(status) ? "it is no file"
                                : error                                          ? error.message()
                                        : std::strerror(errno);
        throw UsageError{fmt::format("{} cannot be read: {}; name a Python program", script, why)};
    }
}

ScriptRecording::ScriptRecording(const std::string& script, Streams streams,
                                 const std::vector<std::string>& arguments) {
    check_script(script);
    std::error_code error;
    const fs::path copy = fs::path{folder_.name()} / fs::path{script}.filename();
    fs::copy_file(script, copy, error);
    if (error) {
        throw UsageError{fmt::format("{} cannot be read: {}", script, error.message())};
    }
    file_ = fs::path{copy}.replace_extension(".jsonl").string();
    script_ = fs::absolute(script, error).lexically_normal().string();
    errors_ = (fs::path{folder_.name()} / "errors").string();
    start(script, streams, arguments);
}

void ScriptRecording::start(const std::string& script, Streams streams,
                            const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"python3", "-m", "coroscope", "--virtual", "-o", file_, script};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> environment = environment_of_recorder();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // What we leave to a thread of ours is the script's own, and so is Ctrl-C while we ignore it.
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    sigset_t own = signals_to_end();
    sigaddset(&own, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &own);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (streams == Streams::none) {
        // A group of its own: what the script has started ends with it.
        flags |= POSIX_SPAWN_SETPGROUP;
        leads_group_ = true;
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors_.c_str(),
                                         O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    posix_spawnattr_setflags(&attributes, static_cast<short>(flags));
    const int error = posix_spawnp(&process_, "python3", &actions, &attributes,
                                   pointers_to(words).data(), pointers_to(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        process_ = 0;
        throw UsageError{fmt::format("python3 cannot be run: {}; install Python 3.11 or later",
                                     std::strerror(error))};
    }
    guard_.emplace(target(), folder_.name());
}

ScriptRecording::~ScriptRecording() {
    send(SIGKILL);
    end(0);
}

bool ScriptRecording::ended() { return end(WNOHANG); }

bool ScriptRecording::end(int how) {
    if (process_ == 0) {
        return true;
    }
    siginfo_t what{};
    int done = 0;
    do {
        done = waitid(P_PID, static_cast<id_t>(process_), &what, WEXITED | WNOWAIT | how);
    } while (done != 0 && errno == EINTR);
    if (done == 0 && what.si_pid == 0) {
        return false;
    }
    // Its number is nobody else's until it has been waited for.
    if (leads_group_) {
        send(SIGKILL);
    }
    guard_.reset();
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    note_end(status);
    return true;
}

void ScriptRecording::note_end(int status) {
    if (WIFEXITED(status)) {
        exit_status_ = WEXITSTATUS(status);
    } else if (WIFSIGNALED(status)) {
        signal_ = WTERMSIG(status);
    }
    // After a Ctrl-C it has written its end, and ends as CPython does.
    if (signal_ != 0 && signal_ != SIGINT) {
        add_end(file_, signal_text(signal_));
    }
}

void ScriptRecording::send(int signal) const {
    if (process_ != 0) {
        kill(target(), signal);
    }
}

bool ScriptRecording::recorded() const {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file_, error);
    return !error && size > 0;
}

std::string ScriptRecording::problem() const {
    if (signal_ != 0) {
        return signal_text(signal_);
    }
    const std::string in_script = fmt::format("  File \"{}\", line ", script_);
    std::ifstream in{errors_};
    std::string last;
    std::string place;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(in_script)) {
            place = line.substr(in_script.size());
            place = place.substr(0, place.find_first_not_of("0123456789"));
        }
        last = line.empty() ? last : line;
    }
    return place.empty() ? last : fmt::format("line {}: {}", place, last);
}

bool ScriptRecording::asked_in_vain() const {
    std::ifstream in{errors_};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("coroscope: input() has no input here")) {
            return true;
        }
    }
    return false;
}

}  // namespace coroscope
