// The export that the window's dialog asks for: from the wish to the notice that the file is there.
//
// Thread rule: the window's thread, outside of frames.
#pragma once

#include <functional>
#include <memory>

#include "viz/app/export_job.hpp"
#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"

namespace coroscope::viz {

class Exporter {
public:
    /// `wake` is called from another thread when `serve` has something to do.
    explicit Exporter(std::function<void()> wake);

    /// Begins or stops an export; false where the intent is for others too. `take` is what the
    /// window shows.
    bool handle(const Intent& intent, View& view, ControlsState& controls, const Take& take);
    /// Draws what a running export waits for, and tells the view how far it is.
    void serve(View& view);
    [[nodiscard]] bool running() const { return job_ != nullptr; }

private:
    void start(const StartExport& wish, View& view, Take take);
    void end(const ExportJob::Outcome& outcome, View& view);

    std::function<void()> wake_;
    std::unique_ptr<Studio> studio_;
    std::unique_ptr<ExportJob> job_;
};

}  // namespace coroscope::viz
