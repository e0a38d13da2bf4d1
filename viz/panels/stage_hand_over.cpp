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

TextStyle words_style() { return {.size = type::tiny, .align = Align::centre}; }

/// The words of a way in lines that fit into the gap, broken after `_`; none where they do not.
std::vector<std::string_view> lines_of(const Canvas& canvas, std::string_view words, float width) {
    const auto fits = [&](std::string_view line) {
        return canvas.text_width(line, words_style()) <= width;
    };
    std::vector<std::string_view> lines;
    std::size_t begin = 0;  // of the present line
    std::size_t end = 0;
    while (end < words.size()) {
        const std::size_t cut = words.find('_', end);
        const std::size_t next = cut == std::string_view::npos ? words.size() : cut + 1;
        if (end > begin && !fits(words.substr(begin, next - begin))) {
            lines.push_back(words.substr(begin, end - begin));
            begin = end;
        }
        if (!fits(words.substr(begin, next - begin))) return {};
        end = next;
    }
    lines.push_back(words.substr(begin));
    return lines;
}

float height_of(const Canvas& canvas, const std::vector<std::string_view>& lines) {
    return canvas.px(6) + canvas.px(17) * static_cast<float>(lines.size());
}

/// One way with its words below it.
void draw_way(Canvas& canvas, const StageScene& scene, ImVec2 from, ImVec2 to,
              const std::vector<std::string_view>& lines, float lit) {
    const Theme& theme = canvas.theme();
    const StateLook& look = theme.look(Look::ready);
    const ImU32 colour = mix(mix(theme.panel, theme.faint, 0.7f), look.edge, lit);
    arrow(canvas, from, to, {.colour = colour, .width = lit > 0.5f ? 3.0f : 2.0f, .head = 11});
    const float left = std::min(from.x, to.x);
    const float width = std::abs(to.x - from.x);
    float y = from.y + canvas.px(6);
    const float height = canvas.px(17) * static_cast<float>(lines.size());
    const float seen = seen_beside(scene.tokens, {left, y, width, height}, canvas.scale());
    if (seen <= 0) return;
    TextStyle style = words_style();
    style.colour = with_alpha(mix(theme.muted, look.text, lit), seen);
    for (const std::string_view line : lines) {
        canvas.text(Rect::sized(left, y, width, canvas.px(17)), line, style);
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
        const float bottom = top + height;
        const float margin = canvas.px(3) * (right ? 1.0f : -1.0f);
        const float width = std::abs(end - start) - 2 * canvas.px(3);
        const bool coroutine =
            way.coroutines && (!way.callbacks || light.coroutines >= light.callbacks);
        const bool sent = way.callbacks || way.coroutines;
        // Each arrow has its words between itself and the next; where all that is too high, it is
        // the answer's that are left out, whose arrow alone points back.
        auto call =
            lines_of(canvas, coroutine ? run_coroutine_threadsafe : call_soon_threadsafe, width);
        auto answer = lines_of(canvas, result_call, width);
        if (!sent || height_of(canvas, call) > height) call.clear();
        const float call_height = sent ? height_of(canvas, call) : 0;
        const float between = canvas.px(6);
        if (call_height + between + height_of(canvas, answer) > height) answer.clear();
        const float answer_height = way.answered ? between + height_of(canvas, answer) : 0;
        const float y = std::round(
            std::max(top, std::min(top + height * 0.3f, bottom - call_height - answer_height)));
        if (sent)
            draw_way(canvas, scene, {start + margin, y}, {end - margin, y}, call,
                     std::max(light.callbacks, light.coroutines));
        if (!way.answered) continue;
        const float below = std::round(
            std::max(y + call_height + between,
                     std::min(top + height * 0.68f, bottom - height_of(canvas, answer))));
        draw_way(canvas, scene, {end - margin, below}, {start + margin, below}, answer,
                 light.answers);
    }
}

}  // namespace coroscope::viz
