#include "viz/model/wait_words.hpp"

#include <algorithm>

#include "viz/model/awaited.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz {

namespace {

std::string with_time_limit(const trace::Recording& recording, const Task& task,
                            std::string_view awaited, Language language) {
    return has_time_limit(recording, task)
               ? say(language, Say::what_until,
                     {awaited, seconds_text(static_cast<double>(task.deadline))})
               : std::string{awaited};
}

// With the class of a long coroutine's name, or without.
std::string awaited(const trace::Recording& recording, const World& world, const Task& task,
                    Language language, bool whole) {
    const auto label = [&](Party party) {
        const std::string name = party_label(recording, world, party);
        return whole ? name : std::string{without_class(name)};
    };
    if (task.awaits.kind() == trace::PartyKind::task) {
        return label(task.awaits);
    }
    const std::vector<Party> parties = awaited_together(recording, task.id, task.since_seq);
    const std::string_view what = known_string(recording, task.waits_for);
    if (parties.empty()) {
        return wait_noun(language,
                         what == "lock" ? awaited_word(recording, task.id, task.since_seq) : what);
    }
    const std::string who = parties.size() == 1
                                ? label(parties.front())
                                : say(language, Say::what_together, {count_of(language, parties)});
    return waits_for_cancelled(what, task.deadline != no_time)
               ? say(language, Say::what_cancelled_end, {who})
               : who;
}

}  // namespace

std::string wait_noun(Language language, std::string_view what) {
    struct Noun {
        std::string_view word;
        Say id;
    };
    constexpr Noun nouns[] = {
        {"lock", Say::what_lock},
        {"condition_lock", Say::what_condition_lock},
        {"barrier_lock", Say::what_barrier_lock},
        {"semaphore", Say::what_semaphore},
        {"event", Say::what_event},
        {"condition", Say::what_condition},
        {"queue", Say::what_queue},
        {"queue_item", Say::what_queue_item},
        {"queue_room", Say::what_queue_room},
        {"queue_join", Say::what_queue_join},
        {"barrier", Say::what_barrier},
        {"as_completed", Say::what_as_completed},
        {"task_group", Say::what_task_group},
        {"gather", Say::what_several},
        {"wait", Say::what_several},
        {"shield", Say::what_shield},
        {"executor", Say::what_other_thread},
        {"run_in_executor", Say::what_executor},
        {"to_thread", Say::what_executor_thread},
        {"io", Say::what_io},
        {"process", Say::what_process},
        {"pipe", Say::what_pipe},
        {"future", Say::what_future},
    };
    for (const Noun& noun : nouns) {
        if (noun.word == what) {
            return say(language, noun.id);
        }
    }
    return std::string{what};
}

std::string awaited_words(const trace::Recording& recording, const World& world, const Task& task,
                          Language language) {
    return awaited(recording, world, task, language, true);
}

std::string count_of(Language language, std::span<const Party> parties) {
    const bool tasks = std::ranges::all_of(
        parties, [](Party party) { return party.kind() == trace::PartyKind::task; });
    return say(language, tasks ? Say::task_count : Say::future_count,
               {std::to_string(parties.size())});
}

bool waits_for_cancelled(std::string_view what, bool has_limit) {
    return what == "wait_for" && !has_limit;
}

bool sleeps(const trace::Recording& recording, const Task& task) {
    return task.deadline != no_time && known_string(recording, task.waits_for) == "sleep";
}

bool has_time_limit(const trace::Recording& recording, const Task& task) {
    return task.deadline != no_time && !is_never(task.deadline) && !sleeps(recording, task);
}

std::string wait_words(const trace::Recording& recording, const World& world, const Task& task,
                       Language language) {
    return with_time_limit(recording, task, awaited_words(recording, world, task, language),
                           language);
}

std::string brief_wait_words(const trace::Recording& recording, const World& world,
                             const Task& task, Language language) {
    return with_time_limit(recording, task, awaited(recording, world, task, language, false),
                           language);
}

}  // namespace coroscope::viz
