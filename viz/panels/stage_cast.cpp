// Who is ever on the stage: one pass over the recording; and who of them is known at a moment
// (declared in stage_layout.hpp).
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "viz/model/names.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {
namespace {

using trace::Event;
using trace::Kind;

std::size_t member_of(StageCast& cast, ThreadId thread, std::size_t since) {
    for (std::size_t index = 0; index < cast.members.size(); ++index)
        if (cast.members[index].thread == thread) return index;
    StageCast::Member member;
    member.thread = thread;
    member.since = since;
    cast.members.push_back(member);
    return cast.members.size() - 1;
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

/// Adds it unless it is there.
template <class Value>
void add_once(std::vector<Value>& values, const Value& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

/// What one look at all events finds; long recordings are looked at no more often than needed.
struct Found {
    std::vector<StageCast::HandOver> calls;   ///< from whichever thread to a loop, by one means
    std::vector<StageCast::Promise> awaited;  ///< those whose result a thread waits for
    std::vector<std::uint32_t> lives;         ///< events with which a task's life begins or ends
};

/// What has been made for `run_coroutine_threadsafe` and is not handed over yet, by thread.
using Unsent = std::unordered_map<ThreadId, std::uint32_t>;

void note_hand_over(StageCast& cast, Found& found, Unsent& unsent, const Event& event) {
    const auto future = unsent.find(event.thread);
    const bool coroutine = future != unsent.end();
    add_once(found.calls, StageCast::HandOver{event.thread, event.loop, !coroutine, coroutine});
    if (!coroutine) return;
    cast.promises.push_back({future->second, event.thread, event.loop});
    unsent.erase(future);
}

bool makes_promise(const trace::Recording& recording, const Event& event) {
    return event.kind == Kind::future_new && event.text < recording.strings.size() &&
           recording.text(event) == "run_coroutine_threadsafe";
}

StageCast::Home& home_of(StageCast& cast, LoopId loop) {
    for (StageCast::Home& home : cast.homes)
        if (home.loop == loop) return home;
    StageCast::Home home;
    home.loop = loop;
    return cast.homes.emplace_back(home);
}

void note_maker(StageCast& cast, const Event& event, std::size_t seq) {
    StageCast::Home& home = home_of(cast, event.loop);
    if (home.made_at != StageCast::never) return;
    home.maker = event.thread;
    home.made_at = seq;
}

void note_runner(StageCast& cast, const Event& event, std::size_t seq) {
    StageCast::Home& home = home_of(cast, event.loop);
    if (home.runs_from != StageCast::never) return;
    home.runner = event.thread;
    home.runs_from = seq;
}

/// How a task's life begins or ends.
bool is_of_life(Kind kind) {
    return kind == Kind::task_new || kind == Kind::task_done || kind == Kind::task_failed ||
           kind == Kind::task_cancelled || kind == Kind::destroyed_pending;
}

/// Shorter ones have room on any token.
constexpr std::size_t long_name = 9;

void note_callback(StageCast& cast, const trace::Recording& recording, const Event& event) {
    const bool named = event.kind == Kind::call_soon || event.kind == Kind::call_threadsafe ||
                       event.kind == Kind::timer_set || event.kind == Kind::handle_begin;
    if (!named || event.text >= recording.strings.size()) return;
    const std::string_view name = recording.text(event);
    if (name.size() >= long_name) cast.callbacks.try_emplace(event.text, name);
}

Found look(StageCast& cast, const trace::Recording& recording) {
    Found found;
    Unsent unsent;
    std::vector<std::uint32_t> waited_for;
    ThreadId last = 0;
    for (const Event& event : recording.events) {
        const auto seq = static_cast<std::size_t>(&event - recording.events.data());
        note_callback(cast, recording, event);
        if (event.thread != 0 && event.thread != last) {
            last = event.thread;
            member_of(cast, last, seq);
        }
        if (event.kind == Kind::loop_run_begin) {
            note_runner(cast, event, seq);
        } else if (event.kind == Kind::loop_new) {
            note_maker(cast, event, seq);
        } else if (event.kind == Kind::call_threadsafe) {
            note_hand_over(cast, found, unsent, event);
        } else if (makes_promise(recording, event)) {
            unsent[event.thread] = event.other.number();
        } else if (event.kind == Kind::block_end &&
                   event.other.kind() == trace::PartyKind::future) {
            waited_for.push_back(event.other.number());
        } else if (event.kind == Kind::timer_set && is_own_callback(recording, event)) {
            cast.own_timers.push_back(event.other.number());
        } else if (is_of_life(event.kind)) {
            found.lives.push_back(static_cast<std::uint32_t>(seq));
        }
    }
    std::sort(cast.promises.begin(), cast.promises.end());
    for (const std::uint32_t future : waited_for)
        if (const StageCast::Promise* promise = cast.promise_of(future))
            found.awaited.push_back(*promise);
    return found;
}

/// Gives each loop to its home as it is known after that event.
void assign_loops(StageCast& cast, std::size_t seq) {
    for (const StageCast::Home& home : cast.homes) {
        const bool runs = home.runs_from <= seq;
        if (home.loop == 0 || (!runs && home.made_at > seq)) continue;
        const std::size_t member = runs ? member_of(cast, home.runner, home.runs_from)
                                        : member_of(cast, home.maker, home.made_at);
        cast.members[member].loops.push_back(home.loop);
    }
}

void find_hand_overs(StageCast& cast, const Found& found) {
    const auto same_way = [](const auto& each, const auto& other) {
        return each.from == other.from && each.to == other.to;
    };
    for (const StageCast::HandOver& each : found.calls) {
        const std::size_t home = runner_of(cast, each.to);
        if (home == cast.members.size() || cast.members[home].thread == each.from) continue;
        auto way = std::find_if(cast.hand_overs.begin(), cast.hand_overs.end(),
                                [&](const auto& known) { return same_way(known, each); });
        if (way == cast.hand_overs.end()) way = cast.hand_overs.insert(way, {each.from, each.to});
        way->callbacks = way->callbacks || each.callbacks;
        way->coroutines = way->coroutines || each.coroutines;
        way->answered =
            way->answered || std::any_of(found.awaited.begin(), found.awaited.end(),
                                         [&](const auto& asked) { return same_way(asked, each); });
    }
}

/// `work(2)` belongs to `work`.
void find_families(StageCast& cast, const Found& found, const trace::Recording& recording) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    cast.family.assign(recording.task_names.size(), 0);
    for (const std::uint32_t seq : found.lives) {
        const Event& event = recording.events[seq];
        if (event.kind != Kind::task_new || event.task >= cast.family.size()) continue;
        const std::string_view label =
            event.text < recording.strings.size() ? recording.text(event) : std::string_view{};
        const std::string_view name = without_class(label.substr(0, label.find('(')));
        const auto [at, fresh] =
            known.try_emplace(name, static_cast<std::uint32_t>(cast.families.size()));
        if (fresh) cast.families.emplace_back(name);
        cast.family[event.task] = at->second;
    }
    if (cast.families.empty()) cast.family.clear();
}

}  // namespace

const StageCast::Promise* StageCast::promise_of(std::uint32_t future) const {
    const auto at = std::lower_bound(
        promises.begin(), promises.end(), future,
        [](const Promise& promise, std::uint32_t wanted) { return promise.future < wanted; });
    return at != promises.end() && at->future == future ? &*at : nullptr;
}

StageCast stage_cast(const trace::Recording& recording) {
    StageCast cast;
    const Found found = look(cast, recording);
    std::sort(cast.homes.begin(), cast.homes.end(),
              [](const auto& a, const auto& b) { return a.loop < b.loop; });
    assign_loops(cast, recording.events.size());
    find_hand_overs(cast, found);
    find_families(cast, found, recording);
    std::sort(cast.own_timers.begin(), cast.own_timers.end());
    std::vector<std::size_t> alive(cast.members.size());
    std::vector<std::size_t> member_of_task(recording.task_names.size(), cast.members.size());
    for (const std::uint32_t seq : found.lives) {
        const Event& event = recording.events[seq];
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
        if (event.kind == Kind::destroyed_pending) ++member.destroyed;
        member.peak_unfinished = std::max(member.peak_unfinished, alive[index]);
    }
    return cast;
}

StageCast known_cast(const StageCast& all, const World& world) {
    StageCast cast = all;
    cast.open = true;
    std::erase_if(cast.members, [&](const auto& member) { return member.since > world.seq; });
    for (StageCast::Member& member : cast.members)
        member = {member.thread, {}, 0, 0, 0, 0, member.since};
    assign_loops(cast, world.seq);
    std::vector<std::size_t> member_of_loop;
    for (LoopId loop = 0; loop < world.loops.size(); ++loop)
        member_of_loop.push_back(runner_of(cast, loop));
    for (const Task& task : world.tasks) {
        if (task.id == 0 || task.loop >= member_of_loop.size()) continue;
        const std::size_t index = member_of_loop[task.loop];
        if (index == cast.members.size()) continue;
        StageCast::Member& member = cast.members[index];
        const bool destroyed = task.state == TaskState::destroyed;
        if (!is_finished(task.state))
            ++member.peak_unfinished;
        else if (destroyed || task.state == TaskState::cancelled)
            ++member.cancelled;
        else
            ++member.finished;
        if (destroyed) ++member.destroyed;
    }
    return cast;
}

}  // namespace coroscope::viz
