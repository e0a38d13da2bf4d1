// Whom a beat wakes, and what has woken them, in words.

#include <algorithm>

#include "viz/model/awaited.hpp"
#include "viz/model/closing.hpp"
#include "viz/model/narrator.hpp"

namespace coroscope::viz {

using trace::Kind;
using trace::PartyKind;

namespace {

// How far back the wait that has ended is looked for.
constexpr std::size_t far = 65536;

// An event may wake thousands: so many are named, and so many are asked what they waited for.
constexpr std::size_t most_named = 3;
constexpr std::size_t most_asked = 8;

// What has happened to that on which somebody waited. Nothing for what the loop's callbacks bring
// to its end (a sleep, a gather, the network): they have sentences of their own.
std::optional<Say> end_of_wait(std::string_view what) {
    struct End {
        std::string_view word;
        Say id;
    };
    constexpr End ends[] = {
        {"lock", Say::lock_free},
        {"condition_lock", Say::condition_lock_free},
        {"barrier_lock", Say::barrier_lock_free},
        {"semaphore", Say::semaphore_room},
        {"event", Say::event_set},
        {"condition", Say::condition_notified},
        {"queue", Say::queue_moves},
        {"future", Say::future_is_done},
        {"queue_item", Say::queue_has_item},
        {"queue_room", Say::queue_has_room},
        {"queue_join", Say::queue_is_done},
        {"barrier", Say::barrier_moves},
        {"as_completed", Say::as_completed_has_next},
    };
    for (const End& end : ends) {
        if (end.word == what) {
            return end.id;
        }
    }
    return std::nullopt;
}

}  // namespace

Narrator::Wakes Narrator::wakes() const {
    Wakes wakes = events_of_beat();
    std::erase_if(wakes, [](const trace::Event* event) { return event->kind != Kind::woken; });
    return wakes;
}

std::string Narrator::names_of(std::span<const trace::Event* const> woken) const {
    std::string names;
    for (const trace::Event* wake : woken.first(std::min(woken.size(), most_named))) {
        names += names.empty() ? "" : language_ == Language::chinese ? "、" : ", ";
        names += label(Party::task(static_cast<TaskId>(wake->task)));
    }
    return woken.size() <= most_named
               ? names
               : say(Say::and_more, {names, std::to_string(woken.size() - most_named),
                                     std::to_string(woken.size())});
}

// True where the future that woke the task was done in this beat, and not by a cancel.
bool Narrator::let_go(const trace::Event& woken) const {
    for (const trace::Event* event = &woken; event-- != recording_.events.data();) {
        if (event->thread != woken.thread) {
            continue;
        }
        if (closes_beat(*event)) {
            return false;
        }
        if (event->kind == Kind::future_done && event->other == woken.other) {
            return text_of(*event) != "cancelled";
        }
    }
    return false;
}

// What has let the task go, where that is a lock, an event … and not the end of another task, a
// cancel or a callback of the library.
std::optional<Say> Narrator::cause_of(const trace::Event& woken) const {
    if (woken.other.kind() != PartyKind::future || !let_go(woken)) {
        return std::nullopt;
    }
    const auto from = static_cast<std::size_t>(&woken - recording_.events.data());
    for (std::size_t at = from; at-- > (from > far ? from - far : 0);) {
        const trace::Event& event = recording_.events[at];
        if (event.kind == Kind::waits && event.task == woken.task && event.other == woken.other) {
            const std::optional<Say> end = end_of_wait(awaited_word(recording_, event));
            const bool late = end == Say::as_completed_has_next &&
                              event_.kind == Kind::handle_end && handle_name() == "_on_timeout";
            return late ? Say::as_completed_is_late : end;
        }
    }
    // It has waited for so long that nobody knows for what; a callback may be a timer's.
    return event_.kind == Kind::handle_end ? std::nullopt : std::optional{Say::future_is_done};
}

// It comes before the end of the beat, and is told before it.
std::string Narrator::let_go_on_the_way() const {
    const Wakes woken = wakes();
    std::string text;
    for (std::size_t begin = 0, end = 0; begin < woken.size(); begin = end) {
        const std::optional<Say> cause = cause_of(*woken[begin]);
        for (end = begin + 1; end < woken.size(); ++end) {
            if (end < begin + most_asked && cause_of(*woken[end]) != cause) {
                break;
            }
        }
        if (cause) {
            const Say id = end - begin == 1 ? Say::is_woken : Say::are_woken;
            const std::string names = names_of(std::span{woken}.subspan(begin, end - begin));
            text += say(id, {say(*cause, {}), names});
            text += gap();
        }
    }
    return text;
}

// Those who awaited the task that ends with this beat.
std::string Narrator::woken_by_end() const {
    Wakes woken = wakes();
    std::erase_if(woken, [this](const trace::Event* wake) {
        return wake->other != Party::task(static_cast<TaskId>(event_.task));
    });
    return woken.empty() ? std::string{}
                         : std::string{gap()} + say(Say::that_wakes, {names_of(woken)});
}

}  // namespace coroscope::viz
