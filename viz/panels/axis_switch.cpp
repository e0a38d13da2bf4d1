#include "viz/panels/axis_switch.hpp"

#include <string>

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

void draw_axis_switch(Controls& controls, const Rect& header, const Scene& scene,
                      Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const auto container = canvas.container(header);
    const TextStyle muted{.size = type::small, .colour = theme.muted};
    Rect row = header.inset(canvas.px(10), canvas.px(5));
    for (const auto& [axis, id, word] : {std::tuple{AxisKind::time, "time", Str::axis_time},
                                         std::tuple{AxisKind::steps, "steps", Str::axis_steps}}) {
        const bool chosen = scene.view.axis == axis;
        const ButtonStyle style{.chosen = chosen, .quiet = !chosen};
        const float width = controls.button_width(scene.word(word), style);
        if (controls.button(id, snapped(row.right(width)), scene.word(word), style)) {
            intents.emplace_back(SetAxis{axis});
        }
        row = row.without_right(width + canvas.px(2));
    }
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

}  // namespace coroscope::viz
