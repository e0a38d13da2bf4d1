// An export on a thread of its own, while the window goes on.
//
// Thread rule: the window's thread. What has to be drawn is drawn there, in `serve`, because Dear
// ImGui belongs to it; everything else happens on the other thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"

namespace coroscope::viz {

class ExportJob {
public:
    /// Begins. `wake` is called from the other thread when there is something to draw or to tell.
    ExportJob(std::filesystem::path file, Take take, std::function<void()> wake);
    ExportJob(const ExportJob&) = delete;
    ExportJob& operator=(const ExportJob&) = delete;
    /// Stops it and waits for its end, which is near.
    ~ExportJob();

    /// Asks it to stop.
    void stop();
    /// Draws what it waits for; true where that was something.
    bool serve(Studio& studio);
    /// How much is done, 0 … 1.
    [[nodiscard]] double done() const;

    struct Outcome {
        bool written = false;
        bool stopped = false;
        std::string error;  ///< where it failed
    };
    /// How it ended, once it has.
    [[nodiscard]] std::optional<Outcome> outcome() const;
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared>& shared, const std::filesystem::path& file,
                     const Take& take);

    std::filesystem::path file_;
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace coroscope::viz
