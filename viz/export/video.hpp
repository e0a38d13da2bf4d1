// An MP4 video, made by ffmpeg, which gets the pictures as pixels through a socket.
#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

#include "viz/export/image.hpp"

namespace coroscope::viz {

class VideoWriter {
public:
    /// Starts ffmpeg, which writes `file`. Throws ExportError where there is no ffmpeg; `asked` is
    /// how the person named the file.
    VideoWriter(const std::filesystem::path& file, const std::string& asked, int width, int height,
                int frames_a_second);
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;
    /// Ends an ffmpeg that has not finished.
    ~VideoWriter();

    /// The next frame. Throws ExportError where ffmpeg has given up.
    void add(const Image& image);
    /// Waits until the file is whole. Throws ExportError where it did not become so.
    void finish();

private:
    [[noreturn]] void fail();
    bool wait();

    std::string asked_;
    int socket_ = -1;  // to ffmpeg's input
    int errors_ = -1;  // a file in memory: what it says on stderr
    pid_t process_ = -1;
};

}  // namespace coroscope::viz
