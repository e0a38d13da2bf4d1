#include "viz/panels/stage_motion.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace coroscope::viz {
namespace {

float lerp(float a, float b, float t) { return t <= 0 ? a : t >= 1 ? b : a + (b - a) * t; }

Point middle(const Box& box) { return {box.mid_x(), box.mid_y()}; }

bool goes_back(Place from, Place to) { return from == Place::waiting && to == Place::ready; }
bool is_shelf(Place place) { return place == Place::done || place == Place::cancelled; }

/// The control point of the way: over the waiting room to the shelves, under the ring back to the
/// ready queue, a slight arc everywhere else.
Point control(const Token& from, const Token& to, const Lane& lane) {
    const Point a = middle(from.box);
    const Point b = middle(to.box);
    const Point half{(a.x + b.x) / 2, (a.y + b.y) / 2};
    if (goes_back(from.place, to.place)) {
        // Its middle passes through the gap between the ring and the lane's end.
        const float low = std::min((lane.ring.bottom() + lane.ready.bottom()) / 2,
                                   lane.frame.bottom() - to.box.h / 2);
        return {half.x, 2 * low - half.y};
    }
    if (from.place != to.place && is_shelf(to.place))
        return {half.x, std::min(a.y, b.y) - lane.ring.h * 0.45f};
    const float bow = from.place == to.place ? 0.0f : 0.16f;
    return {half.x, half.y - std::abs(b.x - a.x) * bow};
}

Box around(Point middle, float w, float h) { return {middle.x - w / 2, middle.y - h / 2, w, h}; }

Moving between(const Token& from, const Token& to, const Lane& lane, float t) {
    // Not before its step begins: at rest no order of drawing tells who will move.
    const bool travels = from.place != to.place && t > 0;
    Moving moving{from, to, from.box, 1, std::clamp(t, 0.0f, 1.0f), 1, travels};
    if (t >= 1) moving.box = to.box;
    if (t > 0 && t < 1)
        moving.box = around(way_point(from, to, lane, t), lerp(from.box.w, to.box.w, t),
                            lerp(from.box.h, to.box.h, t));
    float before = t;
    for (Point& point : moving.trail) point = way_point(from, to, lane, before -= 0.07f);
    moving.alpha = lerp(from.hidden ? 0.0f : 1.0f, to.hidden ? 0.0f : 1.0f, t);
    return moving;
}

float in_first_half(float t) { return std::clamp(2 * t, 0.0f, 1.0f); }
float in_second_half(float t) { return std::clamp(2 * t - 1, 0.0f, 1.0f); }

/// A new token: out of its creator's middle, growing; then it gets its words.
Moving appearing(const Token& to, const Token* creator, const Lane& lane, float t) {
    Token from = to;
    if (creator != nullptr) {
        from = *creator;
        from.box = around(middle(creator->box), to.box.w * 0.4f, to.box.h * 0.4f);
    } else {
        from.box = around(middle(to.box), to.box.w * 0.4f, to.box.h * 0.4f);
    }
    Moving moving = between(from, to, lane, t);
    const float grown = in_first_half(t);
    if (t < 1)
        moving.box = around(middle(moving.box), lerp(from.box.w, to.box.w, grown),
                            lerp(from.box.h, to.box.h, grown));
    moving.now = to;
    moving.alpha = to.hidden ? 0.0f : grown;
    moving.mix = 1;
    moving.words = in_second_half(t);
    return moving;
}

/// A token that is gone afterwards fades in its place: its words first, then it shrinks.
Moving vanishing(const Token& from, float t) {
    const float scale = lerp(1, 0.7f, in_second_half(t));
    Moving moving{from, from, from.box, from.hidden ? 0.0f : 1 - std::clamp(t, 0.0f, 1.0f)};
    moving.words = 1 - in_first_half(t);
    if (t > 0) moving.box = around(middle(from.box), from.box.w * scale, from.box.h * scale);
    return moving;
}

}  // namespace

float eased(float fraction, bool waits) {
    constexpr float wait_share = 0.75f;
    float t = std::clamp(fraction, 0.0f, 1.0f);
    if (waits) t = std::max(0.0f, (t - wait_share) / (1 - wait_share));
    return t * t * (3 - 2 * t);
}

Point way_point(const Token& from, const Token& to, const Lane& lane, float t) {
    const Point a = middle(from.box);
    const Point b = middle(to.box);
    if (t <= 0) return a;
    if (t >= 1) return b;
    const Point c = control(from, to, lane);
    const float s = 1 - t;
    return {s * s * a.x + 2 * s * t * c.x + t * t * b.x,
            s * s * a.y + 2 * s * t * c.y + t * t * b.y};
}

std::vector<Moving> blend(const StageLayout& now, const StageLayout& next,
                          const std::vector<Creator>& creators, float t) {
    std::vector<Moving> moving;
    for (const Token& token : now.tokens) {
        const Token* to = next.find(token.party);
        if (to == nullptr)
            moving.push_back(vanishing(token, t));
        else
            moving.push_back(between(token, *to, next.lanes[to->lane], t));
    }
    for (const Token& token : next.tokens) {
        if (now.find(token.party) != nullptr) continue;
        const auto made = std::lower_bound(
            creators.begin(), creators.end(), token.party,
            [](const Creator& creator, Party created) { return creator.created < created; });
        const bool known = made != creators.end() && made->created == token.party;
        const Token* creator = known ? now.find(made->creator) : nullptr;
        moving.push_back(appearing(token, creator, next.lanes[token.lane], t));
    }
    std::stable_partition(moving.begin(), moving.end(),
                          [](const Moving& token) { return !token.travels; });
    return moving;
}

float seen_beside(const std::vector<Moving>& tokens, const Box& words, float unit) {
    constexpr float clear = 5;    // as near as a token's margin and its shadow
    constexpr float fading = 10;  // further away they begin to go
    float seen = 1;
    for (const Moving& token : tokens) {
        if (!token.travels || token.alpha <= 0) continue;
        const float beside = std::max(words.x - token.box.right(), token.box.x - words.right());
        const float above = std::max(words.y - token.box.bottom(), token.box.y - words.bottom());
        const float away = std::max(beside, above) / unit - clear;
        seen = std::min(seen, std::clamp(away / fading, 0.0f, 1.0f));
    }
    return seen;
}

std::vector<Creator> creators_of(const World& now, const World& next) {
    std::vector<Creator> creators;
    for (std::size_t id = now.tasks.size(); id < next.tasks.size(); ++id) {
        const Task& task = next.tasks[id];
        // In a callback of its loop (run_coroutine_threadsafe) it comes out of that.
        const bool callback = task.loop < now.loops.size() &&
                              now.loops[task.loop].current.kind() == trace::PartyKind::handle;
        const Party creator = task.created_by != 0 ? Party::task(task.created_by)
                              : callback           ? now.loops[task.loop].current
                                                   : Party::thread(1);
        creators.push_back({Party::task(task.id), creator});
    }
    // A sleep's timer that falls due comes out of the task that sleeps until then.
    std::unordered_map<std::int64_t, TaskId> sleepers;
    for (const Task& task : now.tasks)
        if (task.state == TaskState::waiting && task.deadline != no_time)
            sleepers.emplace(task.deadline, task.id);
    for (const Loop& loop : next.loops)
        for (const Handle& handle : loop.handles)
            if (const auto found = sleepers.find(handle.deadline); found != sleepers.end())
                creators.push_back({Party::handle(handle.number), Party::task(found->second)});
    std::sort(creators.begin(), creators.end(),
              [](const Creator& a, const Creator& b) { return a.created < b.created; });
    return creators;
}

std::vector<Creator> handed_over(const trace::Recording& recording, const World& now,
                                 const World& next) {
    std::vector<Creator> creators;
    const std::size_t end = std::min(next.seq + 1, recording.events.size());
    for (std::size_t seq = now.seq + 1; seq < end; ++seq) {
        const trace::Event& event = recording.events[seq];
        if (event.kind != trace::Kind::call_threadsafe) continue;
        const auto task = static_cast<TaskId>(event.task);
        const auto thread = static_cast<ThreadId>(event.thread);
        creators.push_back({event.other, task != 0 ? Party::task(task) : Party::thread(thread)});
    }
    return creators;
}

}  // namespace coroscope::viz
