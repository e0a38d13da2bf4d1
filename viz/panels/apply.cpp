#include "viz/panels/apply.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/axis.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/transport.hpp"

namespace coroscope::viz {

namespace {

constexpr double axis_seconds = 0.35;

struct Applier {
    View view;
    const Beats& beats;

    void operator()(const PlayPause&) { view.playback = toggle(view.playback, beats); }
    void operator()(const Step& wish) {
        view.playback = step(view.playback, beats, wish.kind, wish.direction);
    }
    void operator()(const GoToStart&) { view.playback = go_to_start(view.playback); }
    void operator()(const GoToEnd&) { view.playback = go_to_end(view.playback, beats); }
    void operator()(const Seek& wish) { view.playback = seek(view.playback, beats, wish.position); }
    void operator()(const SetSpeed& wish) {
        view.playback.speed = std::clamp(wish.speed, 0.1, 20.0);
    }
    void operator()(const SetAxis& wish) { view.axis = wish.axis; }
    void operator()(const SetZoom& wish) {
        const Zoom zoom = clamped({wish.zoom, wish.scroll}, beats);
        view.zoom = zoom.zoom;
        view.scroll = zoom.scroll;
    }
    void operator()(const ScrollRows& wish) { view.rows_scroll = std::max(0.0, wish.rows); }
    void operator()(const Select& wish) { view.selection = wish.party; }
    void operator()(const SetLanguage& wish) { view.language = wish.language; }
    void operator()(const SetTheme& wish) { view.theme = wish.theme; }
    void operator()(const SetListing& wish) { view.listing = wish.listing; }
    void operator()(const SetScale& wish) { view.scale = std::clamp(wish.scale, 0.5f, 3.0f); }
    void operator()(const OpenChooser& wish) { view.chooser_open = wish.open; }
    void operator()(const OpenLesson&) { view.chooser_open = false; }
    void operator()(const SetVariant&) { view.chooser_open = false; }
    void operator()(const DismissNotice&) { view.notice.clear(); }
    void operator()(const Quit&) {}
};

}  // namespace

View apply(View view, const Intent& intent, const Film& film) {
    Applier applier{std::move(view), film.beats};
    std::visit(applier, intent);
    return std::move(applier.view);
}

View advanced(View view, const Film& film, double seconds) {
    view.playback = advance(view.playback, film.beats, seconds);
    const double goal = view.axis == AxisKind::time ? 1 : 0;
    const double change = seconds / axis_seconds;
    view.axis_blend += std::clamp(goal - view.axis_blend, -change, change);
    if (view.zoom > 1 && view.playback.playing) {
        // Only fractions matter here, so any width will do.
        const Axis axis{film.beats, view.axis_blend, {view.zoom, view.scroll}, 0, 1000};
        const Zoom zoom = axis.following(view.playback.position, 100);
        view.zoom = zoom.zoom;
        view.scroll = zoom.scroll;
    }
    return view;
}

bool needs_animation(const View& view) {
    const double goal = view.axis == AxisKind::time ? 1 : 0;
    return needs_animation(view.playback) || view.axis_blend != goal;
}

View rewound(View view, bool playing) {
    view.playback.position = 0;
    view.playback.target = 0;
    view.playback.playing = playing;
    view.zoom = 1;
    view.scroll = 0;
    view.rows_scroll = 0;
    view.selection = {};
    view.chooser_open = false;
    return view;
}

float stepped_scale(float scale, int direction) {
    const float steps = std::round(scale * 8) + static_cast<float>(direction);
    return std::clamp(steps / 8, 1.0f, 3.0f);
}

std::optional<Intent> intent_for(const KeyPress& press, const View& view, float scale) {
    const auto stepping = [&](int direction) -> Intent {
        if (press.control) {
            return Step{StepKind::iteration, direction};
        }
        return Step{press.shift ? StepKind::task_step : StepKind::beat, direction};
    };
    switch (press.key) {
        case Key::space:
            return PlayPause{};
        case Key::right:
            return stepping(1);
        case Key::left:
            return stepping(-1);
        case Key::page_down:
            return Step{StepKind::beat, 1};
        case Key::page_up:
            return Step{StepKind::beat, -1};
        case Key::home:
            return GoToStart{};
        case Key::end:
            return GoToEnd{};
        case Key::escape:
            if (view.chooser_open) {
                return OpenChooser{false};
            }
            if (!view.notice.empty()) {
                return DismissNotice{};
            }
            return Select{};
        case Key::plus:
            return press.control ? std::optional<Intent>{SetScale{stepped_scale(scale, 1)}}
                                 : std::nullopt;
        case Key::minus:
            return press.control ? std::optional<Intent>{SetScale{stepped_scale(scale, -1)}}
                                 : std::nullopt;
        case Key::zero:
            return press.control ? std::optional<Intent>{SetScale{0}} : std::nullopt;
        case Key::bracket_left:
            return SetSpeed{next_speed(view.playback.speed, -1, false)};
        case Key::bracket_right:
            return SetSpeed{next_speed(view.playback.speed, 1, false)};
        case Key::letter_t:
            return SetAxis{view.axis == AxisKind::steps ? AxisKind::time : AxisKind::steps};
        case Key::letter_l:
            return SetLanguage{view.language == Language::chinese ? Language::english
                                                                  : Language::chinese};
        case Key::letter_d:
            return SetTheme{view.theme == ThemeName::dark ? ThemeName::light : ThemeName::dark};
        case Key::letter_q:
            return press.control ? std::optional<Intent>{Quit{}} : std::nullopt;
        case Key::digit_1:
            return OpenLesson{1};
        case Key::digit_2:
            return OpenLesson{2};
        case Key::digit_3:
            return OpenLesson{3};
        case Key::digit_4:
            return OpenLesson{4};
        case Key::digit_5:
            return OpenLesson{5};
        case Key::digit_6:
            return OpenLesson{6};
        case Key::digit_7:
            return OpenLesson{7};
        case Key::digit_8:
            return OpenLesson{8};
        case Key::digit_9:
            return OpenLesson{9};
        case Key::none:
        case Key::up:
        case Key::down:
        case Key::tab:
        case Key::enter:
        case Key::f11:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace coroscope::viz
