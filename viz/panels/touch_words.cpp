#include "viz/panels/touch_words.hpp"

#include "viz/model/axis.hpp"
#include "viz/model/names.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/possible.hpp"

namespace coroscope::viz {

namespace {

using Action = Intervention::Action;

const Task* task_of(const World& world, trace::Party party) {
    const bool known = party.kind() == trace::PartyKind::task &&
                       party.number() < world.tasks.size() && world.tasks[party.number()].id != 0;
    return known ? &world.tasks[party.number()] : nullptr;
}

// What the task calls itself in a scenario file: its label where that is one word, else its name.
std::string name_of(const Film& film, const World& world, const Task& task) {
    const std::string label{known_string(film.recording, task.label)};
    int same = 0;
    for (const Task& other : world.tasks) {
        same += other.id != 0 && other.id <= task.id &&
                        known_string(film.recording, other.label) == label
                    ? 1
                    : 0;
    }
    if (label.empty() || label.find_first_of(" #:\t\n") != std::string::npos) {
        return std::string{film.recording.task_name(task.id)};
    }
    return same > 1 ? label + "#" + std::to_string(same) : label;
}

}  // namespace

std::uint32_t sleep_to_block(const Film& film, const World& world, TaskId task) {
    const std::uint32_t begun = sleeps_begun(film.recording, task, world.seq);
    const Task& now = world.tasks[task];
    const bool sleeps =
        now.state == TaskState::waiting && known_string(film.recording, now.waits_for) == "sleep";
    return sleeps ? begun : begun + 1;
}

Refusal refused(const Scene& scene, const Touch& wish) {
    if (!scene.can_touch() || (scene.live != nullptr && wish.action == Action::block)) {
        return {Impossible::not_repeatable, {}};
    }
    return refused(scene.film, scene.live != nullptr ? *scene.live : scene.now, wish);
}

Refusal refused(const Film& film, const World& world, const Touch& wish) {
    const Task* task = task_of(world, wish.task);
    if (task == nullptr && wish.action != Action::interrupt) {
        return {Impossible::no_task, {}};
    }
    const Possible possible =
        is_possible(film.recording, world, wish.action, task != nullptr ? task->id : 0);
    const Task* about = task_of(world, trace::Party::task(possible.who));
    return {possible.why,
            about != nullptr ? std::string{known_string(film.recording, about->label)} : ""};
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
    return why_impossible(refusal.why, refusal.who, language);
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
