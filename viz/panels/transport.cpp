#include "viz/panels/transport.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "viz/model/playback.hpp"
#include "viz/panels/scrubber.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

constexpr std::array speeds{0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 20.0};

std::string speed_text(double speed) {
    char text[16];
    std::snprintf(text, sizeof text, "%g×", speed);
    return text;
}

// Takes buttons off the left end.
class Row {
public:
    Row(Canvas& canvas, const Rect& area)
        : canvas_(canvas), left_(area.inset(canvas.px(16), (area.height() - canvas.px(38)) / 2)) {}
    Rect take(float width) {
        const Rect piece = snapped(left_.left(width));
        left_ = left_.without_left(width + canvas_.px(8));
        return piece;
    }
    [[nodiscard]] const Rect& rest() const { return left_; }

private:
    Canvas& canvas_;
    Rect left_;
};

Rect buttons(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Row row{canvas, area};
    const float square = canvas.px(44);
    const auto small = [&](const char* id, Icon icon, Str tip) {
        const ButtonStyle style{.icon = icon, .size = type::body, .tip = scene.word(tip)};
        return controls.button(id, row.take(square), "", style);
    };
    if (small("first", Icon::first, Str::to_start)) {
        intents.emplace_back(GoToStart{});
    }
    if (small("back", Icon::step_back, Str::step_back)) {
        intents.emplace_back(Step{StepKind::beat, -1});
    }
    const bool playing = scene.view.playback.playing;
    const std::string_view word = scene.word(playing ? Str::pause : Str::play);
    const ButtonStyle play{.chosen = true,
                           .icon = playing ? Icon::pause : Icon::play,
                           .face = Face::semibold,
                           .size = type::body};
    const float width = std::max(controls.button_width(scene.word(Str::play), play),
                                 controls.button_width(scene.word(Str::pause), play));
    if (controls.button("play", row.take(width), word, play)) {
        intents.emplace_back(PlayPause{});
    }
    if (small("on", Icon::step_forward, Str::step_forward)) {
        intents.emplace_back(Step{StepKind::beat, 1});
    }
    if (small("last", Icon::last, Str::to_end)) {
        intents.emplace_back(GoToEnd{});
    }
    const Scenario* scenario = scene.touched.scenario;
    const bool real = scenario != nullptr && scenario->clock == ClockKind::steady_clock;
    if (real) {  // what happens in real time has its own speed
        const ButtonStyle again{.size = type::body};
        const std::string_view label = scene.word(Str::run_again);
        if (controls.button("again", row.take(controls.button_width(label, again)), label, again)) {
            intents.emplace_back(RunAgain{});
        }
    } else {
        const double speed = scene.view.playback.speed;
        const ButtonStyle pace{.size = type::body, .tip = scene.word(Str::speed)};
        const float pace_width = controls.button_width("0.25×", pace);
        if (controls.button("speed", row.take(pace_width), speed_text(speed), pace)) {
            intents.emplace_back(SetSpeed{next_speed(speed, 1, true)});
        }
    }
    if (real || scene.film.touchable || scene.busy) {
        const std::string_view label = scene.word(real ? Str::clock_real : Str::clock_virtual);
        const ButtonStyle clock{.chosen = real, .quiet = !real, .tip = scene.word(Str::clock_tip)};
        if (controls.button("clock", row.take(controls.button_width(label, clock)), label, clock)) {
            intents.emplace_back(ToggleClock{});
        }
    }
    return row.rest();
}

// The keys that a person should know, from the right end; returns what is left of the row.
Rect hints(Canvas& canvas, Rect row, const Scene& scene) {
    struct Hint {
        std::string_view key;
        Str word;
    };
    const std::array list{Hint{scene.word(Str::key_space), Str::hint_play},
                          Hint{"← →", Str::hint_step}, Hint{"F5", Str::present},
                          Hint{"?", Str::hint_help}};
    const TextStyle style{.size = type::small, .colour = canvas.theme().muted};
    const TextStyle cap{.size = type::tiny};
    float width = 0;
    for (const Hint& hint : list) {
        width += std::max(canvas.px(22), canvas.text_width(hint.key, cap) + canvas.px(14));
        width += canvas.text_width(scene.word(hint.word), style) + canvas.px(26);
    }
    const Rect place = row.right(std::ceil(width));
    float x = place.min.x + canvas.px(8);
    for (const Hint& hint : list) {
        x += key_cap(canvas, {x, place.centre().y}, hint.key) + canvas.px(6);
        const Rect word{{x, place.min.y}, {place.max.x, place.max.y}};
        x = canvas.text(word, scene.word(hint.word), style).max.x + canvas.px(12);
    }
    return row.without_right(place.width() + canvas.px(12));
}

}  // namespace

double next_speed(double speed, int direction, bool wrap) {
    std::size_t index = 0;
    while (index + 1 < speeds.size() && speeds[index] < speed - 1e-9) {
        ++index;
    }
    const std::size_t last = speeds.size() - 1;
    if (direction > 0) {
        return index < last ? speeds[index + 1] : speeds[wrap ? 0 : last];
    }
    return index > 0 ? speeds[index - 1] : speeds[wrap ? last : 0];
}

void draw_transport(Controls& controls, const Rect& area, const Scene& scene, bool compact,
                    Intents& intents) {
    Canvas& canvas = controls.canvas();
    canvas.fill(area, canvas.theme().panel);
    canvas.fill(area.top(canvas.px(1)), canvas.theme().edge);
    const auto container = canvas.container(area);
    Rect rest = buttons(controls, area, scene, intents);
    if (!compact) {
        rest = hints(canvas, rest, scene);
    }
    rest.min.y = area.min.y + canvas.px(5);
    rest.max.y = area.max.y - canvas.px(4);
    draw_scrubber(controls, rest, scene, intents);
}

}  // namespace coroscope::viz
