// The ways between the rows of a table (declared in stage_ways.hpp).
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <string>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_rows.hpp"
#include "viz/panels/stage_ways.hpp"

namespace coroscope::viz {
namespace {

ImU32 line_colour(const Theme& theme, float lit) {
    return mix(mix(theme.panel, theme.faint, 0.7f), theme.look(Look::ready).edge, lit);
}

TextStyle words_style(const Theme& theme, float size, float lit) {
    return {.face = lit > 0.5f ? Face::semibold : Face::ui,
            .size = size,
            .colour = mix(theme.muted, theme.look(Look::ready).text, lit)};
}

/// An arc in the margin, the farther the wider.
void draw_arc(Canvas& canvas, const Lane& from, const Lane& to, float lit, bool back) {
    // What leaves a row does so above its middle, what comes in below it.
    const ImVec2 start{from.frame.x, std::round(from.frame.mid_y() - from.frame.h * 0.16f)};
    const ImVec2 end{to.frame.x - canvas.px(2), std::round(to.frame.mid_y() + to.frame.h * 0.16f)};
    const bool neighbours = std::abs(end.y - start.y) < 1.7f * from.frame.h;
    const float out = canvas.px(neighbours ? 24 : 38);
    arrow(canvas, start, {start.x - out, start.y}, {end.x - out, end.y}, end,
          {.colour = line_colour(canvas.theme(), lit),
           .width = lit > 0.5f ? 3.0f : 2.0f,
           .head = 9,
           .dashed = back});
}

bool is_lit(const WayWords& way) { return way.lit >= 0.05f; }

/// With the arrow before them; as wide as they are when lit: words that light up push nothing
/// aside.
float words_width(const Canvas& canvas, const WayWords& way, float size) {
    return canvas.px(13) + canvas.text_width(way.words, words_style(canvas.theme(), size, 1)) + 1;
}

/// An arrow up or down and the words behind it; returns the room that they take.
float draw_words(Canvas& canvas, const Rect& strip, const WayWords& way, float size) {
    const Theme& theme = canvas.theme();
    const TextStyle style = words_style(theme, size, way.lit);
    const float mark = canvas.px(13);
    const float width = words_width(canvas, way, size) - mark;
    if (mark + width > strip.width()) return 0;
    const float half = std::min(strip.height() / 2 - canvas.px(2), canvas.px(6));
    const ImVec2 middle{strip.min.x + mark / 2 - canvas.px(2), strip.centre().y};
    const float sign = way.down ? 1.0f : -1.0f;
    arrow(canvas, {middle.x, middle.y - sign * half}, {middle.x, middle.y + sign * half},
          {.colour = mix(theme.muted, theme.look(Look::ready).edge, way.lit),
           .width = 1.6f,
           .head = 7});
    canvas.text(strip.without_left(mark).left(width), way.words, style);
    return mark + width + canvas.px(16);
}

void draw_gap(Canvas& canvas, const Rect& gap, std::size_t index,
              const std::vector<WayWords>& words) {
    const float size = gap.height() >= canvas.px(19) ? type::small : type::tiny;
    const auto guard = canvas.container(gap);
    std::vector<WayWords> here;
    std::copy_if(words.begin(), words.end(), std::back_inserter(here),
                 [&](const WayWords& each) { return each.gap == index; });
    const auto room = [&](float needed, const WayWords& each) {
        return needed + words_width(canvas, each, size) + canvas.px(16);
    };
    // Where not all have room, what passes at this moment has.
    if (std::accumulate(here.begin(), here.end(), -canvas.px(16), room) > gap.width())
        std::stable_sort(here.begin(), here.end(), [](const WayWords& a, const WayWords& b) {
            return is_lit(a) && !is_lit(b);
        });
    Rect rest = gap;
    for (const WayWords& each : here)
        rest = rest.without_left(draw_words(canvas, rest, each, size));
}

/// Where the gaps are too low: what passes or, at rest, what may pass, beside the titles.
void draw_band(Canvas& canvas, const Rect& band, const std::vector<WayWords>& words) {
    const auto lit =
        std::max_element(words.begin(), words.end(),
                         [](const WayWords& a, const WayWords& b) { return a.lit < b.lit; });
    if (lit == words.end()) return;
    const auto guard = canvas.container(band);
    const TextStyle style = words_style(canvas.theme(), type::tiny, lit->lit);
    std::string line{lit->words};
    // While something passes, only what does.
    for (const WayWords& each : words)
        if (is_lit(each) == is_lit(*lit)) {
            const std::string more = line + " · " + std::string{each.words};
            if (line.find(each.words) == std::string::npos &&
                canvas.text_width(more, style) <= band.width())
                line = more;
        }
    if (canvas.text_width(line, style) <= band.width()) canvas.text(band, line, style);
}

}  // namespace

void draw_row_hand_overs(Canvas& canvas, const StageScene& scene) {
    for (const StageCast::HandOver& way : shown_ways(scene)) {
        const Lane* from = lane_of(scene, way.from);
        const Lane* to = lane_of_loop(scene, way.to);
        if (from == nullptr || to == nullptr || from == to) continue;
        const WayLight light = way_light(scene, way);
        draw_arc(canvas, *from, *to, std::max(light.callbacks, light.coroutines), false);
        if (way.answered) draw_arc(canvas, *to, *from, light.answers, true);
    }
    const std::vector<WayWords> words = row_way_words(scene);
    const std::vector<Lane>& lanes = scene.to.lanes;
    if (words.empty() || lanes.size() < 2) return;
    if (lanes[1].frame.y - lanes[0].frame.bottom() < canvas.px(15)) {
        const auto titled = std::find_if(lanes.begin(), lanes.end(),
                                         [](const Lane& lane) { return lane.titles.h > 0; });
        if (titled == lanes.end()) return;
        const Box& titles = titled->titles;
        return draw_band(canvas,
                         {{titles.x, titles.y}, {titled->ready.x - canvas.px(4), titles.bottom()}},
                         words);
    }
    for (std::size_t index = 0; index + 1 < lanes.size(); ++index) {
        const Box& above = lanes[index].frame;
        const Rect gap{{above.x + canvas.px(3), above.bottom()},
                       {above.right(), lanes[index + 1].frame.y}};
        draw_gap(canvas, gap, index, words);
    }
}

}  // namespace coroscope::viz
