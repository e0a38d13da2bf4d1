#include "viz/panels/stage_layout.hpp"

#include <algorithm>
#include <cmath>

#include "viz/panels/stage_column.hpp"
#include "viz/panels/stage_rows.hpp"

namespace coroscope::viz {
namespace {

/// The loop that a thread's lane shows: the one it runs, else the latest of its own that exists.
LoopId shown_loop(const World& world, const StageCast::Member& member) {
    LoopId shown = 0;
    if (member.thread < world.threads.size()) shown = world.threads[member.thread].running_loop;
    if (shown != 0 && shown < world.loops.size()) return shown;
    shown = 0;
    for (const LoopId loop : member.loops)
        if (loop < world.loops.size() && world.loops[loop].id != 0) shown = loop;
    return shown;
}

/// Splits an area among so many lanes, side by side, in rows of `per_row`.
std::vector<Box> side_by_side(const Box& area, std::size_t count, std::size_t per_row, float gap,
                              float row_gap) {
    const std::size_t rows = (count + per_row - 1) / per_row;
    const float height =
        (area.h - row_gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    std::vector<Box> frames;
    for (std::size_t lane = 0; lane < count; ++lane) {
        const std::size_t row = lane / per_row;
        const auto in_row = static_cast<float>(std::min(count - row * per_row, per_row));
        const float width = (area.w - gap * (in_row - 1)) / in_row;
        const float x = area.x + static_cast<float>(lane % per_row) * (width + gap);
        frames.push_back({std::round(x), area.y + static_cast<float>(row) * (height + row_gap),
                          std::round(width), height});
    }
    return frames;
}

/// Lanes with a loop stand side by side; threads without one are stacked in a narrow column beside
/// them, MainThread's to the left. Where work is handed over there is room for the arrow.
std::vector<Box> lane_frames(const Box& area, const StageCast& cast, float unit) {
    const std::size_t count = cast.members.size();
    const float gap = 14 * unit;
    const float wide = has_ways(cast) ? std::clamp(area.w * 0.088f, 72 * unit, 116 * unit) : gap;
    std::vector<std::size_t> loops;
    std::vector<std::size_t> others;
    for (std::size_t lane = 0; lane < count; ++lane)
        (cast.members[lane].loops.empty() ? others : loops).push_back(lane);
    if (loops.empty() || others.empty())
        return side_by_side(area, std::max<std::size_t>(1, count), loops.empty() ? 3 : 2, wide,
                            gap);
    const bool main_left = others.front() == 0;
    const float column = std::round(std::clamp(area.w * 0.21f, 150 * unit, 320 * unit));
    const Box stack{main_left ? area.x : area.right() - column, area.y, column, area.h};
    const Box rest{main_left ? area.x + column + wide : area.x, area.y, area.w - column - wide,
                   area.h};
    const std::vector<Box> first = side_by_side(rest, loops.size(), 2, wide, gap);
    const std::vector<Box> second = side_by_side(stack, others.size(), 1, gap, 8 * unit);
    std::vector<Box> frames(count);
    for (std::size_t index = 0; index < loops.size(); ++index) frames[loops[index]] = first[index];
    for (std::size_t index = 0; index < others.size(); ++index)
        frames[others[index]] = second[index];
    return frames;
}

/// How the shelves share their column: by what will stand on them at the end; an empty one keeps
/// room for its name.
float done_share(const StageCast::Member& member, bool open) {
    if (open) return 0.5f;
    const auto done = static_cast<float>(member.finished);
    const auto all = static_cast<float>(member.finished + member.cancelled);
    if (all == 0) return 0.5f;
    return std::clamp(done / all, done == 0 ? 0.24f : 0.36f, done == all ? 0.76f : 0.64f);
}

/// Measures of a lane's parts that depend on its height, in design pixels.
struct LaneMeasure {
    float inset;      ///< above the header
    float margin;     ///< above and below together
    float title_gap;  ///< between header and titles
    float titles;
    float below;  ///< under the ring, for the way back from waiting to ready
};
constexpr LaneMeasure low_lane{6, 15, 0, 24, 24};
constexpr LaneMeasure high_lane{10, 22, 6, 42, 30};

/// A thread without a loop whose lane is lower than that, in design pixels, has its name close
/// above its token: what it does is worth more than the air around it.
constexpr float flat_lane = 68;

/// The ring in the middle of `space`, with room beside it for arrows and their words.
void place_ring(Lane& lane, const Box& space, float beside, float below) {
    const float side = std::max(1.0f, std::min(space.w - beside, space.h - below));
    lane.ring = {std::round(space.mid_x() - side / 2),
                 std::round(space.y + (space.h - below - side) / 2), std::round(side),
                 std::round(side)};
}

/// The columns of a lane with a loop; without one, only header and a ring in the middle.
void place_columns(Lane& lane, const StageCast::Member& member, bool open, float unit) {
    lane.low = lane.frame.h < 330 * unit;
    const LaneMeasure& measure = lane.low ? low_lane : high_lane;
    const Box inner{lane.frame.x + 12 * unit, lane.frame.y + measure.inset * unit,
                    lane.frame.w - 24 * unit, lane.frame.h - measure.margin * unit};
    lane.header = {inner.x, inner.y, inner.w, 28 * unit};
    lane.titles = {inner.x, lane.header.bottom() + measure.title_gap * unit, inner.w,
                   measure.titles * unit};
    const float top = std::round(lane.titles.bottom() + 3 * unit);
    const float height = inner.bottom() - top;
    // No columns: the thread's token stands alone in the middle of its lane.
    if (member.loops.empty()) {
        lane.titles.h = 0;
        if (lane.frame.h < flat_lane * unit) {
            lane.header = {inner.x, lane.frame.y + 2 * unit, inner.w, 21 * unit};
            const float under = lane.header.bottom();
            return place_ring(
                lane, {inner.x, under, inner.w, lane.frame.bottom() - 4 * unit - under}, 0, 0);
        }
        const float under = lane.header.bottom() + 3 * unit;
        return place_ring(lane, {inner.x, under, inner.w, inner.bottom() - under}, 0, 0);
    }

    const float narrow = std::min(1.0f, inner.w / (620 * unit));
    const float gap = std::round(34 * unit * narrow);
    const float shelf_gap = std::round(16 * unit * narrow);
    const float width = inner.w - 2 * gap - shelf_gap;
    const float ready = std::round(width * (narrow < 1 ? 0.215f : 0.225f));
    const float waiting = std::round(width * (narrow < 1 ? 0.297f : 0.265f));
    const float shelf = std::round(width * (narrow < 1 ? 0.218f : 0.2f));
    const float middle = width - ready - waiting - shelf;
    lane.ready = {inner.x, top, ready, height};
    lane.waiting = {inner.x + ready + gap + middle + gap, top, waiting, height};
    const float between = (lane.low ? 6.0f : 10.0f) * unit;
    float done = std::round((height - between) * done_share(member, open));
    // Where nothing will ever stand, there is a name only.
    if (!open && member.finished > 0 && member.cancelled == 0)
        done = std::max(done, height - between - (lane.low ? 25.0f : 40.0f) * unit);
    const float shelf_x = lane.waiting.right() + shelf_gap;
    lane.done = {shelf_x, top, shelf, done};
    lane.cancelled = {shelf_x, top + done + between, shelf, height - done - between};
    place_ring(lane, {lane.ready.right() + gap, top, middle, height}, 44 * unit * narrow,
               measure.below * unit);
}

/// The token in the middle of the ring: as wide as the ring is inside at the token's height, or as
/// its text needs, before a small ring.
Box centre_box(const Lane& lane, bool small, float unit) {
    const float inner = lane.ring.w / 2 - ring_thickness(lane, unit) - 2 * unit;
    const bool low = lane.ring.h < 84 * unit;  // then the token takes what there is
    const float height =
        std::min((small ? 42.0f : 56.0f) * unit, lane.ring.h * (low ? 0.9f : 0.45f));
    const float half = std::sqrt(std::max(1.0f, inner * inner - height * height / 4));
    const float beside = std::max(0.0f, lane.ring.x - lane.ready.right());
    const float room = std::min(lane.ring.w + beside * 0.8f, lane.frame.w - 24 * unit);
    const float width = std::min(std::clamp(2 * half, 178 * unit, 204 * unit), room);
    return {std::round(lane.ring.mid_x() - width / 2), std::round(lane.ring.mid_y() - height / 2),
            std::round(width), std::round(height)};
}

/// Where a row counts what is finished: the tokens that go there are no longer to be seen.
void add_count(StageLayout& layout, std::size_t lane, Place place, const Standing& parties) {
    const Box& box = layout.lanes[lane].box(place);
    for (const Party party : parties.some)
        layout.tokens.push_back({party, place, TokenForm::chip, lane, box, true});
    if (parties.total > 0) layout.overflows.push_back({lane, place, box, parties.total});
}

void add_column(StageLayout& layout, std::size_t lane, Place place, const Standing& parties,
                std::size_t peak, const StageCast& cast, float unit) {
    const Lane& at = layout.lanes[lane];
    const Box& box = at.box(place);
    if (at.row && (place == Place::done || place == Place::cancelled))
        return add_count(layout, lane, place, parties);
    const std::size_t room_for = at.row ? row_room(box, peak, unit) : peak;
    const float inset = at.row ? row_inset(at, place, unit) : 9;
    const Column column{box, place, room_for, unit, cast.family, inset};
    const Filled filled = fill_column(column, parties);
    for (Token token : filled.tokens) {
        token.lane = lane;
        layout.tokens.push_back(token);
    }
    if (filled.overflow.count > 0) {
        layout.overflows.push_back(filled.overflow);
        layout.overflows.back().lane = lane;
    }
}

void add_centre(StageLayout& layout, std::size_t lane, Party party, float unit) {
    if (layout.lanes[lane].row) {
        layout.tokens.push_back(row_centre(layout.lanes[lane], party, unit));
        layout.tokens.back().lane = lane;
        return;
    }
    const bool small = party.kind() == trace::PartyKind::handle;
    const Box box = centre_box(layout.lanes[lane], small, unit);
    // Two lines need their height; where there is none, not even the name can be read.
    const TokenForm form = box.h < 36 * unit ? TokenForm::chip : TokenForm::card;
    layout.tokens.push_back({party, Place::centre, form, lane, box, box.h < 16 * unit});
}

/// Who is in the ring: the task or callback that runs, or the thread itself in plain code.
void fill_centre(StageLayout& layout, std::size_t lane, const World& world, float unit) {
    const Lane& at = layout.lanes[lane];
    const bool alive = at.thread < world.threads.size() && world.threads[at.thread].started &&
                       !world.threads[at.thread].ended;
    if (at.loop != 0 && world.loops[at.loop].current && world.loops[at.loop].thread == at.thread)
        return add_centre(layout, lane, world.loops[at.loop].current, unit);
    if (!alive) return;
    const Thread& thread = world.threads[at.thread];
    if (thread.running_loop == 0) add_centre(layout, lane, Party::thread(at.thread), unit);
}

void fill_lane(StageLayout& layout, std::size_t lane, const World& world, const StageCast& cast,
               float unit) {
    const StageCast::Member& member = cast.members[lane];
    fill_centre(layout, lane, world, unit);
    const LoopId loop = layout.lanes[lane].loop;
    if (loop == 0) return;
    const LaneContents contents = lane_contents(world, loop, cast);
    // Where it is not known how many there will be, there is room for some.
    const auto room = [&](std::size_t count) {
        constexpr std::size_t some = 3;
        return cast.open ? std::max(count, some) : count;
    };
    const std::size_t peak = room(member.peak_unfinished);
    add_column(layout, lane, Place::ready, contents.ready, peak, cast, unit);
    add_column(layout, lane, Place::waiting, contents.waiting, peak, cast, unit);
    add_column(layout, lane, Place::done, contents.done, room(member.finished), cast, unit);
    add_column(layout, lane, Place::cancelled, contents.cancelled, room(member.cancelled), cast,
               unit);
}

}  // namespace

bool overlaps(const Box& one, const Box& two) {
    constexpr float slack = 0.01f;
    return one.x + slack < two.right() && two.x + slack < one.right() &&
           one.y + slack < two.bottom() && two.y + slack < one.bottom();
}

bool contains(const Box& outer, const Box& inner) {
    constexpr float slack = 0.5f;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.right() <= outer.right() + slack && inner.bottom() <= outer.bottom() + slack;
}

const Box& Lane::box(Place place) const {
    switch (place) {
        case Place::ready:
            return ready;
        case Place::centre:
            return ring;
        case Place::waiting:
            return waiting;
        case Place::done:
            return done;
        case Place::cancelled:
            return cancelled;
    }
    return frame;
}

const Token* StageLayout::find(Party party) const {
    const auto at =
        std::lower_bound(tokens.begin(), tokens.end(), party,
                         [](const Token& token, Party wanted) { return token.party < wanted; });
    return at != tokens.end() && at->party == party ? &*at : nullptr;
}

StageLayout layout_stage(const World& world, const StageCast& cast, const Box& area, float unit) {
    StageLayout layout;
    const bool rows = stands_in_rows(cast);
    const std::vector<Box> frames =
        rows ? row_frames(area, cast, unit) : lane_frames(area, cast, unit);
    bool titled = false;
    for (std::size_t index = 0; index < cast.members.size(); ++index) {
        const StageCast::Member& member = cast.members[index];
        Lane lane;
        lane.thread = member.thread;
        lane.loop = shown_loop(world, member);
        lane.frame = frames[index];
        const bool has_loop = !member.loops.empty();
        if (rows)
            place_row(lane, has_loop, has_loop && !titled, area, unit);
        else
            place_columns(lane, member, cast.open, unit);
        titled = titled || has_loop;
        layout.lanes.push_back(lane);
        fill_lane(layout, index, world, cast, unit);
    }
    // In a lane too small for a token nothing but its header is to be seen.
    for (Token& token : layout.tokens)
        if (!contains(layout.lanes[token.lane].frame, token.box)) token.hidden = true;
    std::stable_sort(layout.tokens.begin(), layout.tokens.end(),
                     [](const Token& a, const Token& b) { return a.party < b.party; });
    return layout;
}

}  // namespace coroscope::viz
