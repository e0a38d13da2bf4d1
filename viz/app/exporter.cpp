#include "viz/app/exporter.hpp"

#include <filesystem>
#include <string>
#include <utility>

#include "viz/app/typed_path.hpp"
#include "viz/model/file_words.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

namespace fs = std::filesystem;

// A name of the person's own that is still free, so that nothing is replaced unawares.
std::string free_name(std::string_view slug, ExportFormat format) {
    const std::string stem = (home_folder() / fs::path{"coroscope-" + std::string{slug}}).string();
    std::error_code ignored;
    std::string name = stem + std::string{ending_of(format)};
    for (int i = 2; fs::exists(name, ignored) && i < 1000; ++i) {
        name = stem + "-" + std::to_string(i) + std::string{ending_of(format)};
    }
    return name;
}

// Where the range begins and ends.
void choose_range(Take& take) {
    const auto last = static_cast<double>(take.film->beats.last());
    const View& view = take.view;
    take.from = 0;
    take.to = last;
    if (view.exporting.range == ExportRange::from_here) {
        take.from = view.playback.position;
    } else if (view.exporting.range == ExportRange::bookmarks && view.bookmarks.size() > 1) {
        take.from = static_cast<double>(view.bookmarks.front());
        take.to = static_cast<double>(view.bookmarks.back());
    }
}

}  // namespace

Exporter::Exporter(std::function<void()> wake) : wake_(std::move(wake)) {}

bool Exporter::handle(const Intent& intent, View& view, ControlsState& controls, const Take& take) {
    if (const auto* wish = std::get_if<StartExport>(&intent)) {
        start(*wish, view, take);
        return true;
    }
    if (std::holds_alternative<StopExport>(intent)) {
        if (job_ != nullptr) {
            job_->stop();
        }
        return true;
    }
    if (const auto* wish = std::get_if<OpenExport>(&intent);
        wish != nullptr && wish->open && job_ == nullptr) {
        controls.export_file = free_name(take.lesson->slug, view.exporting.format);
        view.exporting.message.clear();
    }
    return false;
}

void Exporter::start(const StartExport& wish, View& view, Take take) {
    if (job_ != nullptr) {
        return;
    }
    choose_range(take);
    if (studio_ == nullptr) {
        studio_ = std::make_unique<Studio>();
    }
    view.exporting.running = true;
    view.exporting.done = 0;
    view.exporting.message.clear();
    job_ = std::make_unique<ExportJob>(typed_path(wish.file), std::move(take), wake_);
}

void Exporter::serve(View& view) {
    if (job_ == nullptr) {
        return;
    }
    job_->serve(*studio_);
    view.exporting.done = job_->done();
    if (const auto outcome = job_->outcome()) {
        end(*outcome, view);
    }
}

void Exporter::end(const ExportJob::Outcome& outcome, View& view) {
    ExportDialog& dialog = view.exporting;
    dialog.running = false;
    if (outcome.written) {
        dialog.open = false;
        view.notice = {tr(view.language, Str::export_written, {job_->file().string()}),
                       Notice::Kind::news};
    } else if (outcome.stopped) {
        dialog.message = tr(view.language, Str::export_stopped);
    } else {
        dialog.message =
            tr(view.language, Str::export_failed, {file_words(view.language, outcome.error)});
        dialog.open = true;
    }
    job_.reset();
}

}  // namespace coroscope::viz
