// The ways between lanes (declared in stage_draw.hpp): call_soon_threadsafe and
// run_coroutine_threadsafe go across, a result comes back.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_rows.hpp"
#include "viz/panels/stage_ways.hpp"

namespace coroscope::viz {
namespace {

/// One way with its words below it, a line for each part of the name.
void draw_way(Canvas& canvas, ImVec2 from, ImVec2 to, std::string_view words, float lit) {
    const Theme& theme = canvas.theme();
    const StateLook& look = theme.look(Look::ready);
    const ImU32 colour = mix(mix(theme.panel, theme.faint, 0.7f), look.edge, lit);
    arrow(canvas, from, to, {.colour = colour, .width = lit > 0.5f ? 3.0f : 2.0f, .head = 11});
    const TextStyle style{
        .size = type::tiny, .colour = mix(theme.muted, look.text, lit), .align = Align::centre};
    const float left = std::min(from.x, to.x);
    const float width = std::abs(to.x - from.x);
    std::vector<std::string_view> parts;
    while (!words.empty()) {
        const std::size_t cut = words.find('_');
        const std::size_t end = cut == std::string_view::npos ? words.size() : cut + 1;
        parts.push_back(words.substr(0, end));
        words.remove_prefix(end);
    }
    const bool fit = std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return canvas.text_width(part, style) <= width;
    });
    float y = from.y + canvas.px(6);
    for (const std::string_view part : parts) {
        if (fit) canvas.text(Rect::sized(left, y, width, canvas.px(17)), part, style);
        y += canvas.px(17);
    }
}

}  // namespace

void draw_hand_overs(Canvas& canvas, const StageScene& scene) {
    if (stands_in_rows(scene.input.cast)) return draw_row_hand_overs(canvas, scene);
    for (const StageCast::HandOver& way : shown_ways(scene)) {
        const Lane* from = lane_of(scene, way.from);
        const Lane* to = lane_of_loop(scene, way.to);
        if (from == nullptr || to == nullptr || from == to) continue;
        const bool right = to->frame.x > from->frame.x;
        const float start = right ? from->frame.right() : from->frame.x;
        const float end = right ? to->frame.x : to->frame.right();
        // Only across a gap between neighbours; elsewhere the flying token says it.
        if (std::abs(end - start) > canvas.px(130) || (end > start) != right) continue;
        const WayLight light = way_light(scene, way);
        const float top = std::max(from->frame.y, to->frame.y);
        const float height = std::min(from->frame.bottom(), to->frame.bottom()) - top;
        const float y = std::round(top + height * 0.3f);
        const float margin = canvas.px(3) * (right ? 1.0f : -1.0f);
        const bool coroutine =
            way.coroutines && (!way.callbacks || light.coroutines >= light.callbacks);
        const bool sent = way.callbacks || way.coroutines;
        if (sent)
            draw_way(canvas, {start + margin, y}, {end - margin, y},
                     coroutine ? run_coroutine_threadsafe : call_soon_threadsafe,
                     std::max(light.callbacks, light.coroutines));
        if (!way.answered) continue;
        const float below = std::round(top + height * 0.68f);
        draw_way(canvas, {end - margin, below}, {start + margin, below}, result_call,
                 light.answers);
    }
}

}  // namespace coroscope::viz
