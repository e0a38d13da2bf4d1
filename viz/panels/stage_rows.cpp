#include "viz/panels/stage_rows.hpp"

#include <algorithm>
#include <cmath>

#include "viz/panels/stage_column.hpp"

namespace coroscope::viz {
namespace {

constexpr float titles_height = 20;
constexpr float folded_height = 28;  ///< of a thread without a loop

std::size_t loops_of(const StageCast& cast) {
    return static_cast<std::size_t>(
        std::count_if(cast.members.begin(), cast.members.end(),
                      [](const StageCast::Member& member) { return !member.loops.empty(); }));
}

struct RowHeights {
    float gap;
    float folded;
    float open;
};

RowHeights row_heights(const Box& area, const StageCast& cast, float unit) {
    const auto count = static_cast<float>(cast.members.size());
    const auto loops = static_cast<float>(loops_of(cast));
    const auto with = [&](float gap) {
        const float height = area.h - (titles_height + gap * (count - 1)) * unit;
        const float folded = std::min(folded_height * unit, height / count);
        return RowHeights{gap * unit, folded, (height - folded * (count - loops)) / loops};
    };
    // Words in the gaps say how work is handed over, if that leaves the rows two lines.
    if (has_ways(cast))
        for (const float gap : {20.0f, 16.0f})
            if (with(gap).open >= (gap > 16 ? 80.0f : 54.0f) * unit) return with(gap);
    return with(count > 4 ? 4.0f : 6.0f);
}

}  // namespace

bool stands_in_rows(const StageCast& cast) { return loops_of(cast) >= 3; }

std::vector<Box> row_frames(const Box& area, const StageCast& cast, float unit) {
    const float margin = has_ways(cast) ? std::round(30 * unit) : 0;
    const auto [gap, folded, open] = row_heights(area, cast, unit);
    std::vector<Box> frames;
    float y = area.y + titles_height * unit;
    for (const StageCast::Member& member : cast.members) {
        const float own = member.loops.empty() ? folded : open;
        frames.push_back(
            {area.x + margin, std::round(y), area.w - margin, std::round(y + own) - std::round(y)});
        y += own + gap;
    }
    return frames;
}

void place_row(Lane& lane, bool has_loop, bool titled, const Box& area, float unit) {
    lane.row = true;
    lane.low = true;
    const float inset = std::min(6 * unit, lane.frame.h * 0.08f);
    const Box inner{lane.frame.x + 12 * unit, lane.frame.y + inset, lane.frame.w - 20 * unit,
                    lane.frame.h - 2 * inset};
    if (!has_loop) {  // its header says all; what it sends out comes from the middle
        lane.header = inner;
        lane.ring = {inner.mid_x(), inner.y, 1, inner.h};
        return;
    }
    lane.header = {inner.x, inner.y, std::round(inner.w * 0.235f), inner.h};
    const float gap = std::round(26 * unit);
    const float between = std::round(10 * unit);
    const float left = lane.header.right() + between;
    const float width = inner.right() - left - 2 * gap - between;
    const auto column = [&](float x, float share) {
        return Box{std::round(x), inner.y, std::round(width * share), inner.h};
    };
    lane.ready = column(left, 0.26f);
    lane.ring = column(lane.ready.right() + gap, 0.25f);
    lane.waiting = column(lane.ring.right() + gap, 0.3f);
    lane.done = column(lane.waiting.right() + between, 0.095f);
    lane.cancelled = lane.done;
    lane.cancelled.x = lane.done.right();
    lane.cancelled.w = inner.right() - lane.cancelled.x;
    lane.titles = {inner.x, area.y, inner.w, titled ? titles_height * unit : 0};
}

Token row_centre(const Lane& lane, Party party, float unit) {
    Box box = lane.ring.inset(row_inset(lane, Place::centre, unit) * unit);
    const float height = std::min(box.h, 64 * unit);
    box = {box.x, std::round(box.mid_y() - height / 2), box.w, height};
    const TokenForm form = box.h >= 40 * unit   ? TokenForm::card
                           : box.h >= 24 * unit ? TokenForm::line
                                                : TokenForm::chip;
    return {party, Place::centre, form, 0, box, box.h < 16 * unit || box.w < 16 * unit};
}

std::size_t row_room(const Box& column, std::size_t peak, float unit) {
    const auto fit = static_cast<std::size_t>(std::max(1.0f, column.h / (34 * unit)));
    return std::min(peak, fit);
}

}  // namespace coroscope::viz
