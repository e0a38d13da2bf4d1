// What happens in a beat before its end, in words: what has no beat of its own.

#include <algorithm>

#include "viz/model/closing.hpp"
#include "viz/model/narrator.hpp"

namespace coroscope::viz {

using trace::Kind;

namespace {

// How far back it is looked for what has been cancelled.
constexpr std::size_t far = 65536;

}  // namespace

// What has happened in this beat before its end, in order, without what follows from what a person
// has just completed: that is told. (A person's cancel is asked for in the next beat, as
// everybody's.)
Narrator::Events Narrator::events_of_beat() const {
    Events events;
    for (std::size_t at = world_.seq; at-- > 0;) {
        const trace::Event& event = recording_.events[at];
        if (event.thread != event_.thread) {
            continue;
        }
        if (closes_beat(event)) {
            const trace::Event* first = events.empty() ? nullptr : events.back();
            if (event.kind == Kind::intervention && text_of(event) != "cancel" &&
                first != nullptr && first->kind == Kind::future_done) {
                std::erase_if(events, [completed = first->other](const trace::Event* each) {
                    return each->other == completed;
                });
            }
            break;
        }
        events.push_back(&event);
    }
    std::reverse(events.begin(), events.end());
    return events;
}

// Of a callback that the program has handed over; empty where it is not, or too long ago.
std::string Narrator::label_of_handle(Party handle) const {
    for (std::size_t at = world_.seq; at-- > (world_.seq > far ? world_.seq - far : 0);) {
        const trace::Event& event = recording_.events[at];
        const bool hands_over = event.kind == Kind::call_soon ||
                                event.kind == Kind::call_threadsafe ||
                                event.kind == Kind::timer_set;
        if (hands_over && event.other == handle) {
            const bool own = event.site != 0 && !is_timer_of_asyncio(text_of(event));
            return own ? std::string{text_of(event)} : std::string{};
        }
    }
    return {};
}

// The program's timers, and what it or the library cancels. Where a task is cancelled, that tells
// of its future.
std::string Narrator::on_the_way() const {
    std::string told;
    const auto tell = [&](Say id, std::initializer_list<std::string_view> values) {
        told += say(id, values);
        told += gap();
    };
    for (const trace::Event* event : events_of_beat()) {
        if (event->kind == Kind::timer_set) {
            if (event->site != 0 && !is_timer_of_asyncio(text_of(*event))) {
                const std::string_view name = text_of(*event);
                if (is_never(event->value)) {
                    tell(Say::sets_timer_never, {name});
                } else {
                    tell(Say::sets_timer, {name, time(event->value)});
                }
            }
        } else if (event->kind == Kind::timer_cancel || event->kind == Kind::handle_cancel) {
            if (const std::string name = label_of_handle(event->other); !name.empty()) {
                tell(Say::handle_cancelled, {name});
            }
        } else if (event->kind == Kind::future_done && text_of(*event) == "cancelled" &&
                   event_.kind != Kind::cancel_asked) {
            tell(Say::future_is_cancelled, {label(event->other)});
        }
    }
    return told;
}

}  // namespace coroscope::viz
