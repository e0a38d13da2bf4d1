#include "viz/export/window_picture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/model/playback.hpp"
#include "viz/panels/lesson_parts.hpp"

namespace coroscope::viz {

namespace {

// Windows and lists of Dear ImGui find their sizes and places within so many frames.
constexpr int frames_to_settle = 4;

// What is taken away is the run, not what lies over the window for a moment.
View uncovered(View view) {
    view.notice = {};
    view.chooser_open = false;
    view.help_open = false;
    view.palette_open = false;
    view.exporting = {};
    view.blank = Blank::none;
    return view;
}

}  // namespace

WindowPicture::WindowPicture(Take take, ImVec2 size, float scale, bool vector)
    : take_(std::move(take)),
      part_beats_(part_beats(*take_.lesson, *take_.film)),
      step_(step_at(*take_.lesson, part_beats_,
                    beat_at(take_.film->beats, take_.view.playback.position))) {
    take_.view = uncovered(std::move(take_.view));
    sheet_.size = {std::round(size.x * scale), std::round(size.y * scale)};
    sheet_.scale = effective_scale(sheet_.size, scale, take_.view.presenting);
    sheet_.theme = take_.view.theme;
    sheet_.vector = vector;
}

Drawing WindowPicture::at(Studio& studio, double position) {
    const Film& film = *take_.film;
    Playback& playback = take_.view.playback;
    playback.position = playback.target = position;
    playback.playing = false;
    const std::size_t beat = beat_at(film.beats, position);
    film.keyframes.move(now_, film.beats[beat].seq);
    film.keyframes.move(next_, film.beats[std::min(beat + 1, film.beats.last())].seq);
    const int step = step_at(*take_.lesson, part_beats_, beat);
    if (step >= 0 && step != step_) {
        take_.view.part = step;
    }
    step_ = step;
    const Scene scene{.lesson = *take_.lesson,
                      .program = *take_.program,
                      .film = film,
                      .now = now_,
                      .next = next_,
                      .view = take_.view,
                      .moved = true};
    const auto draw = [&](const FrameMeans& means) { draw_frame(means, controls_, scene); };
    for (int i = 1; i < frames_to_settle && !settled_; ++i) {
        studio.frame(sheet_, draw);
    }
    settled_ = true;
    return studio.frame(sheet_, draw);
}

}  // namespace coroscope::viz
