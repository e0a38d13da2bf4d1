#include "viz/model/circle.hpp"

#include <algorithm>

#include "viz/model/awaited.hpp"
#include "viz/model/deadlock.hpp"
#include "viz/model/names.hpp"

namespace coroscope::viz {

namespace {

// The task that it awaits, or 0.
TaskId awaited_by(const World& world, TaskId task) {
    const Task& waiter = world.tasks[task];
    const bool waits = waiter.state == TaskState::waiting &&
                       waiter.awaits.kind() == trace::PartyKind::task &&
                       waiter.awaits.number() < world.tasks.size();
    return waits ? waiter.awaits.number() : 0;
}

// Of the circles that ways from those tasks meet the one with the smallest number.
std::vector<TaskId> circle_met(const World& world, const std::vector<TaskId>& tasks) {
    // From which task on each was come to: a way that meets itself is a circle.
    std::vector<TaskId> come_from(world.tasks.size());
    TaskId smallest = 0;
    for (const TaskId first : tasks) {
        TaskId at = first;
        while (at != 0 && come_from[at] == 0) {
            come_from[at] = first;
            at = awaited_by(world, at);
        }
        if (at != 0 && come_from[at] == first) {
            const std::vector<TaskId> circle = circle_of(world, at);
            const TaskId begin = *std::min_element(circle.begin(), circle.end());
            smallest = smallest == 0 ? begin : std::min(smallest, begin);
        }
    }
    return circle_of(world, smallest);
}

// That task, if it waits, what it waits for, and so on.
std::vector<TaskId> waiting_in_turn(const trace::Recording& recording, const World& world,
                                    Party first) {
    std::vector<TaskId> found;
    std::vector<bool> seen(world.tasks.size());
    std::vector<Party> next{first};
    while (!next.empty()) {
        const Party party = next.back();
        next.pop_back();
        const TaskId at = party.kind() == trace::PartyKind::task ? party.number() : 0;
        if (at == 0 || at >= seen.size() || seen[at] ||
            world.tasks[at].state != TaskState::waiting) {
            continue;
        }
        seen[at] = true;
        found.push_back(at);
        const Task& waiter = world.tasks[at];
        next.push_back(waiter.awaits);
        if (waiter.awaits.kind() != trace::PartyKind::task) {  // as a gather() does
            const auto together = awaited_together(recording, at, waiter.since_seq);
            next.insert(next.end(), together.begin(), together.end());
        }
    }
    return found;
}

}  // namespace

std::vector<TaskId> circle_of(const World& world, TaskId task) {
    std::vector<TaskId> circle;
    TaskId at = task < world.tasks.size() ? task : 0;
    // Who awaits its way into a circle of others never comes back to where it began.
    while (at != 0 && circle.size() < world.tasks.size()) {
        circle.push_back(at);
        at = awaited_by(world, at);
        if (at == task) {
            return circle;
        }
    }
    return {};
}

std::vector<TaskId> circle_in(const World& world, LoopId loop) {
    std::vector<TaskId> tasks;
    for (const Task& task : world.tasks) {
        if (task.id != 0 && task.loop == loop) {
            tasks.push_back(task.id);
        }
    }
    return circle_met(world, tasks);
}

std::vector<TaskId> circle_behind(const trace::Recording& recording, const World& world,
                                  std::size_t end, std::string_view error) {
    const trace::Event& stops = recording.events[end];
    if (is_of_cancelled_circle(error)) {
        return circle_in(world, static_cast<LoopId>(stops.loop));
    }
    if (!is_deadlock(error)) {
        return {};
    }
    for (std::size_t at = end; at-- > 0;) {
        const trace::Event& event = recording.events[at];
        if (event.kind == trace::Kind::loop_run_begin && event.thread == stops.thread) {
            return circle_met(world, waiting_in_turn(recording, world, event.other));
        }
    }
    return {};
}

bool is_of_cancelled_circle(std::string_view error) {
    return error ==
           "RecursionError: maximum recursion depth exceeded while calling a Python object";
}

std::string circle_text(const trace::Recording& recording, const World& world,
                        const std::vector<TaskId>& circle, Language language) {
    std::string text;
    for (std::size_t i = 0; i < circle.size(); ++i) {
        const auto label = [&](TaskId task) {
            return party_label(recording, world, Party::task(task));
        };
        text += text.empty() ? "" : language == Language::chinese ? "，" : ", ";
        text += say(language, Say::one_awaits,
                    {label(circle[i]), label(circle[(i + 1) % circle.size()])});
    }
    return text;
}

}  // namespace coroscope::viz
