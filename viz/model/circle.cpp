#include "viz/model/circle.hpp"

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

std::vector<TaskId> any_circle(const World& world) {
    // From which task on each was come to: a way that meets itself is a circle.
    std::vector<TaskId> come_from(world.tasks.size());
    for (TaskId first = 1; first < world.tasks.size(); ++first) {
        TaskId at = first;
        while (at != 0 && come_from[at] == 0) {
            come_from[at] = first;
            at = awaited_by(world, at);
        }
        if (at != 0 && come_from[at] == first) {
            return circle_of(world, at);
        }
    }
    return {};
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
