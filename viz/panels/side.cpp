#include "viz/panels/side.hpp"

#include <array>
#include <tuple>

#include "viz/panels/console.hpp"
#include "viz/panels/events.hpp"
#include "viz/panels/inspector.hpp"
#include "viz/panels/panel.hpp"

namespace coroscope::viz {

namespace {

void draw_tabs(Controls& controls, const Rect& area, const Scene& scene, SideTab present,
               bool with_inspector, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect header = area.top(canvas.px(header_height)).inset(canvas.px(6), canvas.px(4));
    const auto container = canvas.container(header);
    for (const auto& [tab, id, word] : {std::tuple{SideTab::console, "console", Str::console},
                                        std::tuple{SideTab::inspector, "inspector", Str::inspector},
                                        std::tuple{SideTab::events, "events", Str::events}}) {
        if (tab == SideTab::inspector && !with_inspector) {
            continue;
        }
        const bool chosen = present == tab;
        const ButtonStyle style{.chosen = chosen, .quiet = !chosen, .face = Face::semibold};
        const float width = controls.button_width(scene.word(word), style) - canvas.px(6);
        if (controls.button(id, snapped(header.left(width)), scene.word(word), style)) {
            intents.emplace_back(ShowSide{tab});
        }
        header = header.without_left(width + canvas.px(2));
    }
}

}  // namespace

void draw_side(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
               bool with_inspector, Intents& intents) {
    SideTab tab = scene.view.side;
    if (tab == SideTab::inspector && !with_inspector) {
        tab = SideTab::console;
    }
    const Rect inside = panel_frame_bare(controls.canvas(), area);
    draw_tabs(controls, area, scene, tab, with_inspector, intents);
    switch (tab) {
        case SideTab::console:
            return draw_console(controls, inside, scene, intents);
        case SideTab::events:
            return draw_events(controls, inside, scene, intents);
        case SideTab::inspector:
            return draw_inspection(controls, inside, scene, why, intents);
    }
}

}  // namespace coroscope::viz
