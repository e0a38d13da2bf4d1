#include "viz/panels/axis_switch.hpp"

#include <string>

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// How many things the person did, which opens their list; and the former future, which goes away.
Rect draw_touch_buttons(Controls& controls, Rect row, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Scenario* scenario = scene.touched.scenario;
    if (scenario == nullptr || !scene.film.touchable) {
        return row;
    }
    const float title =
        canvas.text_width(scene.word(Str::timeline), {.face = Face::semibold, .size = type::small});
    const auto fits = [&](float width) { return width + title + canvas.px(40) < row.width(); };
    const std::size_t count = scenario->interventions.size();
    const std::string label =
        std::string{scene.word(Str::you)} + (count > 0 ? " · " + std::to_string(count) : "");
    const ButtonStyle style{.chosen = scene.view.touches_open,
                            .quiet = count == 0,
                            .icon = Icon::person,
                            .tip = scene.word(Str::do_touches)};
    const float width = controls.button_width(label, style);
    if (fits(width)) {
        if (controls.button("touches", snapped(row.right(width)), label, style)) {
            intents.emplace_back(ShowTouches{!scene.view.touches_open});
        }
        row = row.without_right(width + canvas.px(8));
    }
    const ButtonStyle compare{.chosen = !scene.view.rival.empty(),
                              .quiet = scene.view.rival.empty(),
                              .tip = scene.word(Str::compare_tip)};
    const float compare_width = controls.button_width(scene.word(Str::compare), compare);
    if (fits(compare_width)) {
        if (controls.button("compare", snapped(row.right(compare_width)), scene.word(Str::compare),
                            compare)) {
            intents.emplace_back(ToggleCompare{});
        }
        row = row.without_right(compare_width + canvas.px(8));
    }
    if (scene.touched.ghost == nullptr) {
        return row;
    }
    const ButtonStyle ghost{.icon = Icon::cross, .tip = scene.word(Str::former_future_tip)};
    const float ghost_width = controls.button_width(scene.word(Str::former_future), ghost);
    if (fits(ghost_width)) {
        const Rect place = snapped(row.right(ghost_width));
        if (controls.button("ghost", place, scene.word(Str::former_future), ghost)) {
            intents.emplace_back(DismissGhost{});
        }
        canvas.dashed(place, canvas.theme().muted);
        row = row.without_right(ghost_width + canvas.px(8));
    }
    return row;
}

// The two axes, from the right end; returns what is left of the row.
Rect draw_axes(Controls& controls, Rect row, const Scene& scene, Intents& intents) {
    for (const auto& [axis, id, word] : {std::tuple{AxisKind::time, "time", Str::axis_time},
                                         std::tuple{AxisKind::steps, "steps", Str::axis_steps}}) {
        const bool chosen = scene.view.axis == axis;
        const ButtonStyle style{.chosen = chosen, .quiet = !chosen};
        const float width = controls.button_width(scene.word(word), style);
        if (controls.button(id, snapped(row.right(width)), scene.word(word), style)) {
            intents.emplace_back(SetAxis{axis});
        }
        row = row.without_right(width + controls.canvas().px(2));
    }
    return row;
}

}  // namespace

void draw_axis_switch(Controls& controls, const Rect& header, const Scene& scene,
                      Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const auto container = canvas.container(header);
    const TextStyle muted{.size = type::small, .colour = theme.muted};
    Rect row = header.inset(canvas.px(10), canvas.px(5));
    row = draw_axes(controls, row, scene, intents);
    const float word_width = std::ceil(canvas.text_width(scene.word(Str::axis), muted));
    canvas.text(row.without_right(canvas.px(8)).right(word_width), scene.word(Str::axis), muted);
    row = row.without_right(word_width + canvas.px(16) + canvas.px(26));
    key_cap(canvas, {row.max.x, row.centre().y}, "T");
    row = row.without_right(canvas.px(12));

    {
        const ButtonStyle style{.chosen = scene.view.all_arrows, .quiet = !scene.view.all_arrows};
        const float width = controls.button_width(scene.word(Str::all_arrows), style);
        const float title = canvas.text_width(scene.word(Str::timeline),
                                              {.face = Face::semibold, .size = type::small});
        if (width + title + canvas.px(40) < row.width()) {
            if (controls.button("arrows", snapped(row.right(width)), scene.word(Str::all_arrows),
                                style)) {
                intents.emplace_back(ShowAllArrows{!scene.view.all_arrows});
            }
            row = row.without_right(width + canvas.px(8));
        }
    }
    row = draw_touch_buttons(controls, row, scene, intents);
    if (scene.view.zoom > 1) {
        const ButtonStyle style{};
        const float width = controls.button_width(scene.word(Str::fit), style);
        if (controls.button("fit", snapped(row.right(width)), scene.word(Str::fit), style)) {
            intents.emplace_back(SetZoom{1, 0});
        }
        row = row.without_right(width + canvas.px(12));
    }
    const std::string zoom = std::string{scene.word(Str::key_wheel)} + " " + scene.word(Str::zoom);
    const float zoom_width = canvas.text_width(zoom, muted);
    const float title_width =
        canvas.text_width(scene.word(Str::timeline), {.face = Face::semibold, .size = type::small});
    if (zoom_width + title_width + canvas.px(60) < row.width()) {
        canvas.text(row.right(std::ceil(zoom_width)), zoom, muted);
    }
    canvas.text(row.without_left(canvas.px(4)), scene.word(Str::timeline),
                {.face = Face::semibold, .size = type::small, .colour = theme.muted});
}

void draw_axis_corner(Controls& controls, const Rect& inside, float names, const Scene& scene,
                      Intents& intents) {
    Canvas& canvas = controls.canvas();
    float wanted = canvas.px(2);
    for (const Str word : {Str::axis_time, Str::axis_steps}) {
        wanted += controls.button_width(scene.word(word));
    }
    // Half of the ruler's first time stands over the names.
    const float room = names - canvas.px(20);
    if (wanted <= room) {
        const Rect corner = Rect::sized(inside.min.x + canvas.px(8), inside.min.y + canvas.px(3),
                                        wanted, canvas.px(26));
        draw_axes(controls, corner, scene, intents);
    }
}

}  // namespace coroscope::viz
