#include "viz/export/video.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "viz/export/watch.hpp"

namespace coroscope::viz {

namespace {

std::vector<std::string> command(const std::filesystem::path& file, int width, int height,
                                 int frames_a_second) {
    return {"ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error",
            // What comes in …
            "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size",
            fmt::format("{}x{}", width, height), "-framerate", std::to_string(frames_a_second),
            "-i", "pipe:0",
            // … and what goes out: what every player plays, which wants even sizes and colours as
            // high-definition television has them.
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-movflags",
            "+faststart", "-f", "mp4", "-y", file.string()};
}

}  // namespace

VideoWriter::VideoWriter(const std::filesystem::path& file, const std::string& asked, int width,
                         int height, int frames_a_second)
    : asked_(asked) {
    // A socket and not a pipe: writing to one whose reader is gone can be kept from being a signal.
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw ExportError{fmt::format("{}: {}", asked_, std::strerror(errno))};
    }
    socket_ = ends[0];
    errors_ = memfd_create("coroscope ffmpeg", MFD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors_, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors_, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: the terminal's Ctrl-C is for us, and we end it.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::vector<std::string> words = command(file, width, height, frames_a_second);
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const int error =
        posix_spawnp(&process_, "ffmpeg", &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) {
        process_ = -1;
        close(socket_);
        close(errors_);
        throw ExportError{fmt::format(
            "{}: a video needs ffmpeg, which cannot be started ({}): install ffmpeg, or "
            "choose an animation, as .gif",
            asked_, std::strerror(error))};
    }
}

VideoWriter::~VideoWriter() {
    if (process_ > 0) {
        kill(process_, SIGKILL);
        wait();
    }
    if (socket_ >= 0) {
        close(socket_);
    }
    close(errors_);
}

void VideoWriter::add(const Image& image) {
    std::size_t sent = 0;
    while (sent < image.rgb.size()) {
        const ssize_t count =
            send(socket_, image.rgb.data() + sent, image.rgb.size() - sent, MSG_NOSIGNAL);
        if (count >= 0) {
            sent += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            wait();
            fail();
        }
    }
}

void VideoWriter::finish() {
    close(std::exchange(socket_, -1));
    if (!wait()) {
        fail();
    }
}

bool VideoWriter::wait() {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void VideoWriter::fail() {
    std::array<char, 400> said{};
    const ssize_t count = pread(errors_, said.data(), said.size() - 1, 0);
    std::string reason{said.data(), static_cast<std::size_t>(std::max<ssize_t>(0, count))};
    reason = reason.substr(0, reason.find('\n'));
    throw ExportError{fmt::format("{}: ffmpeg could not write it: {}", asked_,
                                  reason.empty() ? "it gave no reason" : reason)};
}

}  // namespace coroscope::viz
