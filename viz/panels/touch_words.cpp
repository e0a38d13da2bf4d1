#include "viz/panels/touch_words.hpp"

#include "viz/model/axis.hpp"
#include "viz/model/names.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Kind;

namespace {

using Action = Intervention::Action;

const Task* task_of(const World& world, trace::Party party) {
    const bool known = party.kind() == trace::PartyKind::task &&
                       party.number() < world.tasks.size() && world.tasks[party.number()].id != 0;
    return known ? &world.tasks[party.number()] : nullptr;
}

bool begins_sleep(const trace::Recording& recording, const Event& event) {
    switch (event.kind) {
        case Kind::waits:
            return recording.text(event) == "sleep";
        case Kind::step_end:  // a sleep of nothing
            return recording.text(event) == "yields";
        case Kind::intervention:
            return recording.text(event) == "block";
        default:
            return false;
    }
}

TaskId sleeper(const Event& event) {
    return event.kind == Kind::intervention ? event.other.number()
                                            : static_cast<TaskId>(event.task);
}

std::uint32_t sleeps_begun(const trace::Recording& recording, TaskId task, std::size_t seq) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i <= seq && i < recording.events.size(); ++i) {
        const Event& event = recording.events[i];
        count += sleeper(event) == task && begins_sleep(recording, event) ? 1 : 0;
    }
    return count;
}

// What the task calls itself in a scenario file: its label where that is one word, else its name.
std::string name_of(const Film& film, const World& world, const Task& task) {
    const std::string label{known_string(film.recording, task.label)};
    int same = 0;
    for (const Task& other : world.tasks) {
        same += other.id != 0 && other.id <= task.id && other.label == task.label ? 1 : 0;
    }
    if (label.empty() || label.find_first_of(" #:\t\n") != std::string::npos) {
        return std::string{film.recording.task_name(task.id)};
    }
    return same > 1 ? label + "#" + std::to_string(same) : label;
}

Refusal refused_await(const Film& film, const World& world, const Task& task) {
    const Task* innermost = &task;
    // The chain of tasks that await each other cannot be longer than there are tasks.
    for (std::size_t i = 0; i < world.tasks.size(); ++i) {
        const Task* next =
            innermost->state == TaskState::waiting ? task_of(world, innermost->awaits) : nullptr;
        if (next == nullptr) {
            break;
        }
        innermost = next;
    }
    const auto because = [&](Impossible why) {
        return Refusal{why, std::string{known_string(film.recording, innermost->label)}};
    };
    switch (innermost->state) {
        case TaskState::ready:
            return because(innermost->steps == 0 ? Impossible::task_new : Impossible::task_ready);
        case TaskState::running:
            return because(Impossible::task_running);
        case TaskState::done:
        case TaskState::failed:
        case TaskState::cancelled:
        case TaskState::destroyed:
            return because(Impossible::task_finished);
        case TaskState::waiting:
            break;
    }
    const std::string_view what = known_string(film.recording, innermost->waits_for);
    if (what == "gather" || what == "wait" || what == "shield") {
        return because(Impossible::awaits_group);
    }
    if (what == "executor" || what == "io") {
        return because(Impossible::awaits_others);
    }
    return {};
}

Refusal refused_block(const Film& film, const World& world, const Task& task) {
    const std::uint32_t wanted = sleep_to_block(film, world, task.id);
    const std::uint32_t all = sleeps_begun(film.recording, task.id, film.recording.events.size());
    if (wanted > all) {
        return {Impossible::no_more_sleeps, std::string{known_string(film.recording, task.label)}};
    }
    return {};
}

}  // namespace

std::uint32_t sleep_to_block(const Film& film, const World& world, TaskId task) {
    const std::uint32_t begun = sleeps_begun(film.recording, task, world.seq);
    const Task& now = world.tasks[task];
    const bool sleeps =
        now.state == TaskState::waiting && known_string(film.recording, now.waits_for) == "sleep";
    return sleeps ? begun : begun + 1;
}

Refusal refused(const Film& film, const World& world, double position, const Touch& wish) {
    (void)position;
    if (wish.action == Action::interrupt) {
        const bool ended = world.threads.size() > 1 && world.threads[1].ended;
        return ended ? Refusal{Impossible::main_thread_end, {}} : Refusal{};
    }
    const Task* task = task_of(world, wish.task);
    if (task == nullptr) {
        return {Impossible::no_task, {}};
    }
    switch (wish.action) {
        case Action::complete:
        case Action::raise:
            return refused_await(film, world, *task);
        case Action::block:
            return refused_block(film, world, *task);
        case Action::interrupt:
        case Action::cancel:
            break;
    }
    return {};
}

Intervention intervention_of(const Film& film, const World& world, double position,
                             const Touch& wish) {
    Intervention made{.when = moment_at(film.recording, film.beats, position),
                      .action = wish.action,
                      .target = {},
                      .exception = wish.exception};
    if (const Task* task = task_of(world, wish.task)) {
        made.target = name_of(film, world, *task);
        if (wish.action == Action::block) {
            made.when = NthSleep{sleep_to_block(film, world, task->id)};
        }
    }
    return made;
}

std::string reason_text(const Refusal& refusal, Language language) {
    const auto about = [&](Str id) { return tr(language, id, {refusal.who}); };
    switch (refusal.why) {
        case Impossible::no:
            return {};
        case Impossible::no_task:
            return tr(language, Str::why_no_task);
        case Impossible::task_gone:
            return tr(language, Str::why_task_gone);
        case Impossible::task_finished:
            return about(Str::why_task_finished);
        case Impossible::task_running:
            return about(Str::why_task_running);
        case Impossible::task_new:
            return about(Str::why_task_new);
        case Impossible::task_ready:
            return about(Str::why_task_ready);
        case Impossible::awaits_group:
            return about(Str::why_awaits_group);
        case Impossible::awaits_others:
            return about(Str::why_awaits_others);
        case Impossible::awaits_value:
            return about(Str::why_awaits_value);
        case Impossible::no_more_sleeps:
            return about(Str::why_no_more_sleeps);
        case Impossible::main_thread_end:
            return tr(language, Str::why_main_thread_end);
        case Impossible::not_repeatable:
            return tr(language, Str::why_not_repeatable);
    }
    return {};
}

std::string deed_text(const Intervention& intervention) {
    switch (intervention.action) {
        case Action::interrupt:
            return "^C";
        case Action::cancel:
            return "cancel()";
        case Action::complete:
            return "set_result";
        case Action::raise:
            return intervention.exception.substr(0, intervention.exception.find(':'));
        case Action::block:
            return "time.sleep";
    }
    return {};
}

std::string deed_and_target(const Intervention& intervention) {
    return intervention.target.empty() ? deed_text(intervention)
                                       : intervention.target + " · " + deed_text(intervention);
}

std::string when_text(const When& when, const Film& film, Language language) {
    if (const auto* at = std::get_if<At>(&when)) {
        return tr(language, Str::touch_at, {write_seconds(at->time)});
    }
    if (const auto* after = std::get_if<After>(&when)) {
        return tr(language, Str::touch_after, {std::to_string(film.beats.beat_of_seq(after->seq))});
    }
    return tr(language, Str::touch_sleep, {std::to_string(std::get<NthSleep>(when).n)});
}

std::string fate_text(const InterventionOutcome& outcome, Language language) {
    switch (outcome.fate) {
        case Fate::done:
            return {};
        case Fate::never_reached:
            return tr(language, Str::fate_never);
        case Fate::lost:
            return tr(language, Str::fate_lost);
        case Fate::impossible:
            return reason_text({outcome.why, outcome.who}, language);
        case Fate::off:
            return tr(language, Str::fate_off);
    }
    return {};
}

}  // namespace coroscope::viz
