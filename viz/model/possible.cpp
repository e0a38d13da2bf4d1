#include "viz/model/possible.hpp"

#include <algorithm>
#include <array>

#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz {

namespace {

using Action = Intervention::Action;
using trace::Kind;

Impossible why_not_complete(std::string_view awaited) {
    constexpr std::array<std::string_view, 12> plain{
        "sleep", "future",     "lock",       "semaphore",  "event",   "condition",
        "queue", "queue_item", "queue_room", "queue_join", "barrier", "as_completed"};
    constexpr std::array<std::string_view, 3> groups{"gather", "wait", "task_group"};
    if (awaited == "wait_for" || awaited == "shield") {
        return Impossible::awaits_one;
    }
    if (std::ranges::find(groups, awaited) != groups.end()) {
        return Impossible::awaits_group;
    }
    return std::ranges::find(plain, awaited) != plain.end() ? Impossible::no
                                                            : Impossible::awaits_others;
}

bool has_closed_loop(const World& world, const Task& task) {
    return task.loop < world.loops.size() &&
           world.loops[task.loop].activity == LoopActivity::closed;
}

// Follows the chain of awaited tasks to the future at its end.
Possible complete(const trace::Recording& recording, const World& world, TaskId first) {
    TaskId id = first;
    for (std::size_t steps = 0; steps <= world.tasks.size(); ++steps) {
        const Task& task = world.tasks[id];
        switch (task.state) {
            case TaskState::done:
            case TaskState::failed:
            case TaskState::cancelled:
                return {Impossible::task_finished, id};
            case TaskState::destroyed:
                return {Impossible::task_gone, id};
            case TaskState::running:
                return {Impossible::task_running, id};
            case TaskState::ready:
                return {task.steps == 0 ? Impossible::task_new : Impossible::task_ready, id};
            case TaskState::waiting:
                break;
        }
        if (task.awaits.kind() != trace::PartyKind::task ||
            task.awaits.number() >= world.tasks.size()) {
            return {why_not_complete(known_string(recording, task.waits_for)), id};
        }
        id = task.awaits.number();
    }
    return {Impossible::awaits_circle, first};
}

Say phrase_of(Impossible why) {
    switch (why) {
        case Impossible::no_task:
            return Say::impossible_no_task;
        case Impossible::task_gone:
            return Say::impossible_gone;
        case Impossible::task_finished:
            return Say::impossible_finished;
        case Impossible::task_running:
            return Say::impossible_running;
        case Impossible::task_new:
            return Say::impossible_new;
        case Impossible::task_ready:
            return Say::impossible_ready;
        case Impossible::awaits_group:
            return Say::impossible_group;
        case Impossible::awaits_one:
            return Say::impossible_one;
        case Impossible::awaits_circle:
            return Say::impossible_circle;
        case Impossible::awaits_others:
            return Say::impossible_others;
        case Impossible::awaits_value:
            return Say::impossible_value;
        case Impossible::loop_closed:
            return Say::impossible_closed;
        case Impossible::no_more_sleeps:
            return Say::impossible_no_sleep;
        case Impossible::main_thread_end:
            return Say::impossible_main_thread;
        case Impossible::thread_end:
            return Say::impossible_thread;
        case Impossible::not_repeatable:
            return Say::impossible_steady;
        case Impossible::no:
            break;
    }
    return Say::impossible_here;
}

}  // namespace

Possible is_possible(const trace::Recording& recording, const World& world, Action action,
                     TaskId task) {
    if (action == Action::interrupt) {
        const bool ended = world.threads.size() > 1 && world.threads[1].ended;
        return {ended ? Impossible::main_thread_end : Impossible::no, 0};
    }
    if (task >= world.tasks.size() || world.tasks[task].id == 0) {
        return {Impossible::no_task, task};
    }
    const Task& target = world.tasks[task];
    if (target.state == TaskState::destroyed) {
        return {Impossible::task_gone, task};
    }
    if (action == Action::block) {
        return {is_finished(target.state) ? Impossible::task_finished : Impossible::no, task};
    }
    const Possible possible = action == Action::cancel ? Possible{Impossible::no, task}
                                                       : complete(recording, world, task);
    if (possible && !is_finished(target.state) && has_closed_loop(world, target)) {
        return {Impossible::loop_closed, task};
    }
    return possible;
}

std::string why_impossible(Impossible why, std::string_view who, Language language) {
    return why == Impossible::no ? std::string{} : say(language, phrase_of(why), {who});
}

std::string fate_sentence(const Intervention& intervention, const InterventionOutcome& outcome,
                          Language language) {
    switch (outcome.fate) {
        case Fate::done:
            return say(language, Say::fate_done);
        case Fate::lost:
            return say(language, Say::fate_lost);
        case Fate::off:
            return say(language, Say::fate_off);
        case Fate::impossible:
            return say(language, phrase_of(outcome.why),
                       {outcome.who.empty() ? intervention.target : outcome.who});
        case Fate::never_reached:
            return std::holds_alternative<NthSleep>(intervention.when)
                       ? say(language, Say::fate_no_sleep, {intervention.target})
                       : say(language, Say::fate_never);
    }
    return {};
}

std::uint32_t sleeps_begun(const trace::Recording& recording, TaskId task, std::size_t seq) {
    const std::size_t end = std::min(seq + 1, recording.events.size());
    return static_cast<std::uint32_t>(std::count_if(
        recording.events.begin(), recording.events.begin() + static_cast<std::ptrdiff_t>(end),
        [&](const trace::Event& event) {
            if (event.task != task) {
                return false;
            }
            const std::string_view text = recording.text(event);
            return (event.kind == Kind::future_new && text == "sleep") ||
                   (event.kind == Kind::step_end && text == "yields") ||
                   (event.kind == Kind::intervention && text == "block");
        }));
}

}  // namespace coroscope::viz
