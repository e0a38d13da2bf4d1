// The ways between lanes (declared in stage_draw.hpp): call_soon_threadsafe and
// run_coroutine_threadsafe go across, a result comes back.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"

namespace coroscope::viz {
namespace {

using trace::Kind;

/// What passes between the two worlds of the scene.
struct Traffic {
    bool there = false;
    bool back = false;
};

Traffic traffic_of(const StageScene& scene, const StageCast::HandOver& way) {
    Traffic traffic;
    const trace::Recording& recording = scene.input.recording;
    const std::size_t end = std::min(scene.input.next.seq + 1, recording.events.size());
    for (std::size_t seq = scene.input.now.seq + 1; seq < end; ++seq) {
        const trace::Event& event = recording.events[seq];
        if (event.thread != way.from) continue;
        if (event.kind == Kind::call_threadsafe && event.loop == way.to) traffic.there = true;
        if (event.kind == Kind::block_end && event.other.kind() == trace::PartyKind::future)
            traffic.back = true;
    }
    return traffic;
}

const Lane* lane_of(const StageScene& scene, ThreadId thread) {
    for (const Lane& lane : scene.to.lanes)
        if (lane.thread == thread) return &lane;
    return nullptr;
}

const Lane* lane_of_loop(const StageScene& scene, LoopId loop) {
    const auto& members = scene.input.cast.members;
    for (std::size_t index = 0; index < members.size(); ++index) {
        const auto& loops = members[index].loops;
        if (std::find(loops.begin(), loops.end(), loop) != loops.end())
            return &scene.to.lanes[index];
    }
    return nullptr;
}

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

/// Between the rows of a table: an arc in their margin, the farther the wider.
void draw_arc(Canvas& canvas, const Lane& from, const Lane& to, float lit) {
    const Theme& theme = canvas.theme();
    const ImU32 colour =
        mix(mix(theme.panel, theme.faint, 0.7f), theme.look(Look::ready).edge, lit);
    // What leaves a row does so above its middle, what comes in below it.
    const ImVec2 start{from.frame.x, std::round(from.frame.mid_y() - from.frame.h * 0.16f)};
    const ImVec2 end{to.frame.x - canvas.px(2), std::round(to.frame.mid_y() + to.frame.h * 0.16f)};
    const bool neighbours = std::abs(end.y - start.y) < 1.6f * from.frame.h;
    const float out = canvas.px(neighbours ? 24 : 38);
    arrow(canvas, start, {start.x - out, start.y}, {end.x - out, end.y}, end,
          {.colour = colour, .width = lit > 0.5f ? 3.0f : 2.0f, .head = 9});
}

}  // namespace

void draw_hand_overs(Canvas& canvas, const StageScene& scene) {
    const float pulse = std::sin(3.14159265f * std::clamp(scene.t, 0.0f, 1.0f));
    for (const StageCast::HandOver& way : scene.input.cast.hand_overs) {
        const Lane* from = lane_of(scene, way.from);
        const Lane* to = lane_of_loop(scene, way.to);
        if (from == nullptr || to == nullptr || from == to) continue;
        if (from->row) {
            const Traffic passing = traffic_of(scene, way);
            draw_arc(canvas, *from, *to, passing.there || passing.back ? pulse : 0);
            continue;
        }
        const bool right = to->frame.x > from->frame.x;
        const float start = right ? from->frame.right() : from->frame.x;
        const float end = right ? to->frame.x : to->frame.right();
        // Only across a gap between neighbours; elsewhere the flying token says it.
        if (std::abs(end - start) > canvas.px(130) || (end > start) != right) continue;
        const Traffic traffic = traffic_of(scene, way);
        const float top = std::max(from->frame.y, to->frame.y);
        const float height = std::min(from->frame.bottom(), to->frame.bottom()) - top;
        const float y = std::round(top + height * 0.3f);
        const float margin = canvas.px(3) * (right ? 1.0f : -1.0f);
        draw_way(canvas, {start + margin, y}, {end - margin, y},
                 way.answered ? "run_coroutine_threadsafe" : "call_soon_threadsafe",
                 traffic.there ? pulse : 0);
        if (!way.answered) continue;
        const float below = std::round(top + height * 0.68f);
        draw_way(canvas, {end - margin, below}, {start + margin, below}, "result()",
                 traffic.back ? pulse : 0);
    }
}

}  // namespace coroscope::viz
