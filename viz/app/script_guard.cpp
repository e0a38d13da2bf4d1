#include "viz/app/script_guard.hpp"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coroscope {

ScriptGuard::ScriptGuard(pid_t target, const std::string& folder) {
    int pipe_ends[2];
    if (pipe2(pipe_ends, O_CLOEXEC) != 0) {  // no other process may hold our end
        return;
    }
    our_end_ = pipe_ends[1];
    std::string shell = "sh";
    std::string option = "-c";
    std::string script = R"(read -r _; kill -s KILL -- "$1"; rm -rf -- "$2")";
    std::string whom = std::to_string(target);
    std::string what = folder;
    char* const words[] = {shell.data(), option.data(), script.data(), shell.data(),
                           whom.data(),  what.data(),   nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // No terminal's Ctrl-C and nobody's request to end is for the guard.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (posix_spawn(&process_, "/bin/sh", &actions, &attributes, words, environ) != 0) {
        process_ = 0;
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[0]);
}

ScriptGuard::~ScriptGuard() {
    if (process_ != 0) {
        kill(process_, SIGKILL);
        while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    if (our_end_ != -1) {
        close(our_end_);
    }
}

}  // namespace coroscope
