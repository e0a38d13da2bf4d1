#include "viz/panels/stage_ways.hpp"

#include <algorithm>

namespace coroscope::viz {
namespace {

using trace::Kind;

/// True where this hand-over is of the coroutine for which a future has just been made.
bool hands_coroutine(const StageScene& scene, std::size_t seq) {
    constexpr std::size_t most = 64;  // events of other threads in between
    const auto& events = scene.input.recording.events;
    for (std::size_t back = 1; back <= std::min(seq, most); ++back) {
        const trace::Event& event = events[seq - back];
        if (event.thread != events[seq].thread) continue;
        return event.kind == Kind::future_new &&
               scene.input.cast.promise_of(event.other.number()) != nullptr;
    }
    return false;
}

/// Lights what passes on the way in the events after `from`, up to `to`.
void light_up(WayLight& light, const StageScene& scene, const StageCast::HandOver& way,
              std::size_t from, std::size_t to, float lit) {
    const auto& events = scene.input.recording.events;
    const std::size_t end = std::min(to + 1, events.size());
    for (std::size_t seq = from + 1; seq < end; ++seq) {
        const trace::Event& event = events[seq];
        if (event.thread != way.from) continue;
        if (event.kind == Kind::call_threadsafe && event.loop == way.to) {
            float& means = hands_coroutine(scene, seq) ? light.coroutines : light.callbacks;
            means = std::max(means, lit);
        } else if (event.kind == Kind::block_end &&
                   event.other.kind() == trace::PartyKind::future) {
            const StageCast::Promise* promise = scene.input.cast.promise_of(event.other.number());
            if (promise != nullptr && promise->to == way.to)
                light.answers = std::max(light.answers, lit);
        }
    }
}

void add(std::vector<WayWords>& all, const WayWords& words) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const WayWords& each) {
        return each.gap == words.gap && each.down == words.down && each.words == words.words;
    });
    if (known == all.end())
        all.push_back(words);
    else
        known->lit = std::max(known->lit, words.lit);
}

}  // namespace

WayLight way_light(const StageScene& scene, const StageCast::HandOver& way) {
    WayLight light;
    const float t = std::clamp(scene.t, 0.0f, 1.0f);
    light_up(light, scene, way, scene.input.before_seq, scene.input.now.seq, 1 - t);
    light_up(light, scene, way, scene.input.now.seq, scene.input.next.seq, std::min(1.0f, 3 * t));
    return light;
}

std::vector<StageCast::HandOver> shown_ways(const StageScene& scene) {
    std::vector<StageCast::HandOver> ways = scene.input.cast.hand_overs;
    if (!scene.input.view.prediction.on) return ways;
    for (StageCast::HandOver& way : ways) {
        const WayLight light = way_light(scene, way);
        way.callbacks = way.callbacks && light.callbacks > 0;
        way.coroutines = way.coroutines && light.coroutines > 0;
        way.answered = way.answered && light.answers > 0;
    }
    std::erase_if(ways, [](const StageCast::HandOver& way) {
        return !way.callbacks && !way.coroutines && !way.answered;
    });
    return ways;
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

std::vector<WayWords> row_way_words(const StageScene& scene) {
    std::vector<WayWords> all;
    const Lane* first = scene.to.lanes.data();
    for (const StageCast::HandOver& way : shown_ways(scene)) {
        const Lane* from = lane_of(scene, way.from);
        const Lane* to = lane_of_loop(scene, way.to);
        if (from == nullptr || to == nullptr || from == to) continue;
        const auto source = static_cast<std::size_t>(from - first);
        const auto target = static_cast<std::size_t>(to - first);
        const bool down = target > source;
        const WayLight light = way_light(scene, way);
        const std::size_t there = down ? target - 1 : target;
        if (way.callbacks) add(all, {there, down, call_soon_threadsafe, light.callbacks});
        if (way.coroutines) add(all, {there, down, run_coroutine_threadsafe, light.coroutines});
        if (way.answered) add(all, {down ? source : source - 1, !down, result_call, light.answers});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const WayWords& a, const WayWords& b) { return a.gap < b.gap; });
    return all;
}

}  // namespace coroscope::viz
