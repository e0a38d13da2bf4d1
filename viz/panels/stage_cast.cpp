// Who is ever on the stage: one pass over the recording (declared in stage_layout.hpp).
#include <algorithm>

#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {
namespace {

using trace::Event;
using trace::Kind;

std::size_t member_of(StageCast& cast, ThreadId thread) {
    for (std::size_t index = 0; index < cast.members.size(); ++index)
        if (cast.members[index].thread == thread) return index;
    cast.members.push_back({thread, {}, 0, 0, 0});
    return cast.members.size() - 1;
}

/// The thread that runs each loop first; else the one that made it.
void assign_loops(StageCast& cast, const trace::Recording& recording) {
    std::vector<std::pair<LoopId, ThreadId>> homes;
    const auto home = [&](LoopId loop) {
        return std::find_if(homes.begin(), homes.end(),
                            [loop](const auto& entry) { return entry.first == loop; });
    };
    for (const Event& event : recording.events)
        if (event.kind == Kind::loop_run_begin && home(event.loop) == homes.end())
            homes.emplace_back(event.loop, event.thread);
    for (const Event& event : recording.events)
        if (event.kind == Kind::loop_new && home(event.loop) == homes.end())
            homes.emplace_back(event.loop, event.thread);
    std::sort(homes.begin(), homes.end());
    for (const auto& [loop, thread] : homes)
        if (loop != 0) cast.members[member_of(cast, thread)].loops.push_back(loop);
}

/// asyncio's own callbacks begin with an underscore (`_set_result_unless_cancelled`).
bool is_own_callback(const trace::Recording& recording, const Event& event) {
    if (event.text >= recording.strings.size()) return false;
    const std::string_view label = recording.text(event);
    return event.site != 0 && !label.empty() && label.front() != '_';
}

/// The index of the member whose loop it is, or the count of members.
std::size_t runner_of(const StageCast& cast, LoopId loop) {
    for (std::size_t index = 0; index < cast.members.size(); ++index) {
        const std::vector<LoopId>& loops = cast.members[index].loops;
        if (std::find(loops.begin(), loops.end(), loop) != loops.end()) return index;
    }
    return cast.members.size();
}

void find_hand_overs(StageCast& cast, const trace::Recording& recording) {
    for (const Event& event : recording.events) {
        if (event.kind != Kind::call_threadsafe) continue;
        const std::size_t home = runner_of(cast, event.loop);
        if (home == cast.members.size() || cast.members[home].thread == event.thread) continue;
        const StageCast::HandOver found{event.thread, event.loop, false};
        if (std::find(cast.hand_overs.begin(), cast.hand_overs.end(), found) ==
            cast.hand_overs.end())
            cast.hand_overs.push_back(found);
    }
    for (StageCast::HandOver& each : cast.hand_overs)
        each.answered =
            std::any_of(recording.events.begin(), recording.events.end(), [&](const Event& event) {
                return event.kind == Kind::future_new && event.thread == each.from &&
                       event.text < recording.strings.size() &&
                       recording.text(event) == "run_coroutine_threadsafe";
            });
}

}  // namespace

StageCast stage_cast(const trace::Recording& recording) {
    StageCast cast;
    for (const Event& event : recording.events)
        if (event.thread != 0) member_of(cast, event.thread);
    assign_loops(cast, recording);
    find_hand_overs(cast, recording);
    for (const Event& event : recording.events)
        if (event.kind == Kind::timer_set && is_own_callback(recording, event))
            cast.own_timers.push_back(event.other.number());
    std::sort(cast.own_timers.begin(), cast.own_timers.end());
    std::vector<std::size_t> alive(cast.members.size());
    std::vector<std::size_t> member_of_task(recording.task_names.size(), cast.members.size());
    for (const Event& event : recording.events) {
        if (event.task == 0 || event.task >= member_of_task.size()) continue;
        std::size_t& index = member_of_task[event.task];
        if (event.kind == Kind::task_new) index = runner_of(cast, event.loop);
        if (index == cast.members.size()) continue;
        StageCast::Member& member = cast.members[index];
        const bool done = event.kind == Kind::task_done || event.kind == Kind::task_failed;
        const bool gone =
            event.kind == Kind::task_cancelled || event.kind == Kind::destroyed_pending;
        if (event.kind == Kind::task_new) ++alive[index];
        if ((done || gone) && alive[index] > 0) --alive[index];
        if (done) ++member.finished;
        if (gone) ++member.cancelled;
        member.peak_unfinished = std::max(member.peak_unfinished, alive[index]);
    }
    return cast;
}

}  // namespace coroscope::viz
