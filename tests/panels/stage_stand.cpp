#include "tests/panels/stage_stand.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/axis.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/stage.hpp"
#include "viz/panels/timeline.hpp"

namespace coroscope::viz::test {
namespace {

std::string describe(const TextRecord& record) {
    return "'" + record.text + "' at " + std::to_string(static_cast<int>(record.rect.min.x)) + "," +
           std::to_string(static_cast<int>(record.rect.min.y));
}

bool crosses(const LineRecord& line, const Rect& text) {
    const float left = std::min(line.from.x, line.to.x);
    const float right = std::max(line.from.x, line.to.x);
    const float top = std::min(line.from.y, line.to.y);
    const float bottom = std::max(line.from.y, line.to.y);
    return left < text.max.x && right > text.min.x && top < text.max.y && bottom > text.min.y;
}

}  // namespace

Stand::Stand(trace::Recording recording, ImVec2 size)
    : film{std::move(recording)}, size_{size}, bench_{{1920, 1080}, 1} {}

Canvas Stand::canvas_on(ImDrawList& list) {
    const FrameMeans means = bench_.means(&log);
    return {list, means.fonts, theme(view.theme), means.patterns, means.scale, means.log};
}

Canvas Stand::canvas() { return canvas_on(*ImGui::GetForegroundDrawList()); }

World Stand::world_now() const {
    return film.keyframes.at(film.beats[beat_at(film.beats, view.playback.position)].seq);
}

World Stand::world_next() const {
    const std::size_t next =
        std::min(beat_at(film.beats, view.playback.position) + 1, film.beats.last());
    return film.keyframes.at(film.beats[next].seq);
}

float Stand::fraction() const {
    return static_cast<float>(fraction_to_next(film.beats, view.playback.position));
}

void Stand::wheel(float notches, bool shift) {
    wheel_ = notches;
    shift_ = shift;
}

Intents Stand::frame(Panel panel) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = mouse_;
    std::copy(std::begin(buttons_), std::end(buttons_), std::begin(io.MouseDown));
    io.MouseWheel = wheel_;
    io.KeyShift = shift_;
    log = {};
    Intents intents;
    const World now = world_now();
    const World next = world_next();
    bench_.frame([&] {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(io.DisplaySize);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::Begin("stand", nullptr, ImGuiWindowFlags_NoDecoration);
        Canvas canvas = canvas_on(*ImGui::GetWindowDrawList());
        const double time_ns = time_at(film.beats, view.playback.position);
        switch (panel) {
            case Panel::stage:
                draw_stage(canvas, area(),
                           {film.recording, film.cast, now, next, view, fraction(), time_ns},
                           intents);
                break;
            case Panel::timeline:
                draw_timeline(canvas, area(), {film.recording, film.beats, film.tracks, view},
                              intents);
                break;
        }
        ImGui::End();
        ImGui::PopStyleVar();
    });
    wheel_ = 0;
    shift_ = false;
    return intents;
}

Intents Stand::click(Panel panel, ImVec2 at) {
    Intents all;
    move(at);
    for (const bool down : {false, true, false, false}) {
        press(0, down);
        for (const Intent& intent : frame(panel)) all.push_back(intent);
    }
    return all;
}

std::vector<std::string> text_faults(const TextLog& log) {
    std::vector<std::string> faults;
    for (std::size_t index = 0; index < log.texts.size(); ++index) {
        const TextRecord& text = log.texts[index];
        if (!text.clip.contains(text.rect, 1.5f)) faults.push_back("clipped: " + describe(text));
        if (!text.container.empty() && !text.container.contains(text.rect, 2.5f))
            faults.push_back("outside of its container: " + describe(text));
        for (std::size_t other = index + 1; other < log.texts.size(); ++other)
            if (log.texts[other].layer == text.layer &&
                log.texts[other].rect.inset(1).overlaps(text.rect.inset(1)))
                faults.push_back(describe(text) + " overlaps " + describe(log.texts[other]));
        for (const LineRecord& line : log.lines)
            if (crosses(line, text.rect.inset(0.5f)))
                faults.push_back("a line crosses " + describe(text));
    }
    return faults;
}

}  // namespace coroscope::viz::test
