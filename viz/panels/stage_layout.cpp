#include "viz/panels/stage_layout.hpp"

#include <algorithm>
#include <cmath>

#include "viz/panels/stage_column.hpp"

namespace coroscope::viz {
namespace {

/// The loop that a thread's lane shows: the one it runs, else the latest of its own that exists.
LoopId shown_loop(const World& world, const StageCast::Member& member) {
    if (member.thread < world.threads.size() && world.threads[member.thread].running_loop != 0)
        return world.threads[member.thread].running_loop;
    LoopId shown = 0;
    for (const LoopId loop : member.loops)
        if (loop < world.loops.size() && world.loops[loop].id != 0) shown = loop;
    return shown;
}

/// Splits the area among the lanes: side by side up to three, then in rows of three.
std::vector<Box> lane_frames(const Box& area, const StageCast& cast, float unit) {
    const std::size_t count = std::max<std::size_t>(1, cast.members.size());
    const std::size_t per_row = std::min<std::size_t>(count, 3);
    const std::size_t rows = (count + per_row - 1) / per_row;
    const float gap = 14 * unit;
    const float height = (area.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    std::vector<Box> frames;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t first = row * per_row;
        const std::size_t last = std::min(count, first + per_row);
        float weights = 0;
        const auto weight = [&](std::size_t lane) {
            return lane < cast.members.size() && cast.members[lane].loops.empty() ? 0.42f : 1.0f;
        };
        for (std::size_t lane = first; lane < last; ++lane) weights += weight(lane);
        const float width = area.w - gap * static_cast<float>(last - first - 1);
        float x = area.x;
        for (std::size_t lane = first; lane < last; ++lane) {
            const float share = width * weight(lane) / weights;
            frames.push_back({std::round(x), area.y + static_cast<float>(row) * (height + gap),
                              std::round(share), height});
            x += share + gap;
        }
    }
    return frames;
}

/// The columns of a lane with a loop; without one, only frame, header and a ring in the middle.
void place_columns(Lane& lane, bool has_loop, float unit) {
    const Box inner = lane.frame.inset(12 * unit);
    lane.header = {inner.x, inner.y, inner.w, 28 * unit};
    const float titles_y = lane.header.bottom() + 6 * unit;
    const float narrow = std::min(1.0f, inner.w / (620 * unit));
    lane.titles = {inner.x, titles_y, inner.w, 42 * unit};
    const float top = lane.titles.bottom() + 4 * unit;
    const float height = inner.bottom() - top;
    const float gap = std::round(34 * unit * narrow);
    const float shelf_gap = std::round(16 * unit * narrow);
    const float width = inner.w - 2 * gap - shelf_gap;
    const float ready = std::round(width * 0.235f);
    const float waiting = std::round(width * 0.27f);
    const float finished = std::round(width * 0.215f);
    const float middle = width - ready - waiting - finished;
    lane.ready = {inner.x, top, ready, height};
    lane.waiting = {inner.x + ready + gap + middle + gap, top, waiting, height};
    const float shelf_x = lane.waiting.right() + shelf_gap;
    const float shelf_h = std::round((height - 12 * unit) / 2);
    lane.done = {shelf_x, top, inner.right() - shelf_x, shelf_h};
    lane.cancelled = {shelf_x, top + height - shelf_h, inner.right() - shelf_x, shelf_h};
    // Under the ring there is room for the way back from waiting to ready.
    const float below = 30 * unit;
    const float side = std::max(20 * unit, std::min(middle, height - below));
    const float ring_x = has_loop ? lane.ready.right() + gap + (middle - side) / 2
                                  : inner.mid_x() - side / 2;
    lane.ring = {std::round(ring_x), std::round(top + (height - below - side) / 2), std::round(side),
                 std::round(side)};
}

/// The token in the middle of the ring: as wide as the ring is inside at the token's height.
Box centre_box(const Lane& lane, bool small, float unit) {
    const float inner = lane.ring.w / 2 - ring_thickness(lane, unit) - 6 * unit;
    const float height = std::min((small ? 40.0f : 56.0f) * unit, inner * 1.1f);
    const float half = std::sqrt(std::max(1.0f, inner * inner - height * height / 4));
    const float width = std::min(2 * half, 176 * unit);
    return {std::round(lane.ring.mid_x() - width / 2), std::round(lane.ring.mid_y() - height / 2),
            std::round(width), std::round(height)};
}

void add_column(StageLayout& layout, std::size_t lane, Place place, const std::vector<Party>& parties,
                std::size_t room_for, float unit) {
    const Column column{layout.lanes[lane].box(place), place, room_for, unit};
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
    const bool small = party.kind() == trace::PartyKind::handle;
    layout.tokens.push_back({party, Place::centre, TokenForm::card, lane,
                             centre_box(layout.lanes[lane], small, unit), false});
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
    if (thread.running_loop == 0)
        add_centre(layout, lane, Party::thread(at.thread), unit);
}

void fill_lane(StageLayout& layout, std::size_t lane, const World& world,
               const StageCast::Member& member, float unit) {
    fill_centre(layout, lane, world, unit);
    const LoopId loop = layout.lanes[lane].loop;
    if (loop == 0) return;
    const LaneContents contents = lane_contents(world, loop);
    add_column(layout, lane, Place::ready, contents.ready, member.peak_unfinished, unit);
    add_column(layout, lane, Place::waiting, contents.waiting, member.peak_unfinished, unit);
    add_column(layout, lane, Place::done, contents.done, member.finished, unit);
    add_column(layout, lane, Place::cancelled, contents.cancelled, member.cancelled, unit);
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
        case Place::ready: return ready;
        case Place::centre: return ring;
        case Place::waiting: return waiting;
        case Place::done: return done;
        case Place::cancelled: return cancelled;
    }
    return frame;
}

const Token* StageLayout::find(Party party) const {
    const auto at = std::lower_bound(
        tokens.begin(), tokens.end(), party,
        [](const Token& token, Party wanted) { return token.party < wanted; });
    return at != tokens.end() && at->party == party ? &*at : nullptr;
}

StageLayout layout_stage(const World& world, const StageCast& cast, const Box& area, float unit) {
    StageLayout layout;
    const std::vector<Box> frames = lane_frames(area, cast, unit);
    for (std::size_t index = 0; index < cast.members.size(); ++index) {
        const StageCast::Member& member = cast.members[index];
        Lane lane;
        lane.thread = member.thread;
        lane.loop = shown_loop(world, member);
        lane.frame = frames[index];
        place_columns(lane, !member.loops.empty(), unit);
        layout.lanes.push_back(lane);
        fill_lane(layout, index, world, member, unit);
    }
    std::stable_sort(layout.tokens.begin(), layout.tokens.end(),
                     [](const Token& a, const Token& b) { return a.party < b.party; });
    return layout;
}

}  // namespace coroscope::viz
