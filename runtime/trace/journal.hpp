// How events lie in memory while a run goes on: a row of words in which what changes is written,
// and what stays as it was is not. Most events are one word, and where they have the time, the
// loop, the task or the line of the one before nobody has to put these together for them: an event
// costs what it writes. Whoever wants the events reads the row from its beginning.
//
// A word is an event's first (its kind, task and text; its value and what else is its own follow in
// a word each), or says what holds from there on: the time, the loop that runs, whose step it is
// and at which line.
//
// Thread rule: values.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/trace/event.hpp"
#include "runtime/trace/tick_clock.hpp"

namespace coroscope::trace::journal {

using Word = std::uint64_t;

/// What a word is, in its lowest byte.
enum Form : Word {
    // Bits of an event's first word, or none of them.
    has_value = 1,   ///< its value follows
    has_more = 2,    ///< its second party, its loop and its line follow
    ends_step = 32,  ///< and with it the step ends: with `waits`, or see of_end
    // What any other word says.
    time = 4,
    epoch = 20,  ///< from where the times count that follow
    loop = 8,
    step = 12,
    step_begins = 28,  ///< the same, and the event that says so
    yields = 24,       ///< the time, and step_end of a task that yields
    makes_task = 16,   ///< task_new of the next task, which that step, or none, makes on its loop
};
/// An event's first word has none of these bits.
inline constexpr Word no_event = time | loop | step_begins;

/// The words of the longest entry: of an event with the time before it.
inline constexpr std::ptrdiff_t longest = 4;
/// The events that one word can be, and those that one entry can: coro_exit, and what of_end is.
inline constexpr std::size_t most_of_word = 3;
inline constexpr std::size_t most_of_entry = 1 + most_of_word;

/// It is that time, in nanoseconds since the run began; where the processor tells it, in its ticks.
/// What the word has no room for is its epoch.
constexpr Word of_time(std::uint64_t ns_or_ticks, Form form = time) {
    return ns_or_ticks << 8 | form;
}
/// Times count from that one on. A program may sleep for years; each 2^56 nanoseconds are 834 days.
constexpr Word of_epoch(std::uint64_t epoch_of_time) { return epoch_of_time << 8 | epoch; }
constexpr std::uint64_t epoch_of(std::int64_t ns) { return static_cast<std::uint64_t>(ns) >> 56; }
/// That thread runs that loop; between its steps the program is at that line.
constexpr Word of_loop(ThreadId its_thread, LoopId its_loop, SiteId site) {
    return Word{site} << 32 | Word{its_loop & 0xfff} << 20 | Word{its_thread & 0xfff} << 8 | loop;
}
/// Of such a word.
constexpr LoopId loop_in(Word word) { return static_cast<LoopId>(word >> 20 & 0xfff); }
/// That task's step, or none, at that line.
constexpr Word of_step(TaskId task, SiteId site) {
    return Word{site} << 40 | Word{task} << 16 | step;
}
/// A task was made with the number that follows on that of the last one.
constexpr Word of_new_task(StringId label, SiteId site) {
    return Word{site} << 40 | Word{label} << 16 | makes_task;
}
/// Of such a word, and the task also of an event's first.
constexpr TaskId task_in(Word word) { return static_cast<TaskId>(word >> 16 & 0xffffff); }
constexpr SiteId site_in(Word word) { return static_cast<SiteId>(word >> 40 & 0xffff); }

/// An event's words.
struct Entry {
    Word first = 0;
    Word value = 0;
    Word more = 0;

    /// Write those that it has there; the place behind them.
    [[gnu::always_inline]] Word* write_to(Word* to) const {
        *to++ = first;
        if ((first & has_value) != 0) {
            *to++ = value;
        }
        if ((first & has_more) != 0) {
            *to++ = more;
        }
        return to;
    }
};

// No number is larger than an event can carry: tables.hpp, blocks.hpp and Recorder see to it.
constexpr Word of_event(Kind kind, TaskId task, StringId text) {
    return Word{text} << 40 | Word{task} << 16 | Word{static_cast<std::uint8_t>(kind)} << 8;
}
/// task_done of the task whose step it is; then woken, of whoever has waited for it on its loop (0:
/// nobody); then step_end.
constexpr Word of_end(StringId result, TaskId woken) {
    return of_event(Kind::task_done, woken, result) | ends_step;
}
constexpr Word of_more(Party other, LoopId its_loop, SiteId site) {
    return Word{site} << 44 | Word{its_loop & 0xfff} << 32 | std::bit_cast<std::uint32_t>(other);
}

/// What holds where one stands in such a row.
struct Now {
    const TickClock* ticks = nullptr;  ///< where the processor tells the time
    std::uint64_t epoch_begin = 0;
    std::int64_t t_ns = 0;
    ThreadId thread = 0;
    LoopId its_loop = 0;
    SiteId between_steps = 0;
    TaskId task = 0;
    SiteId site = 0;
    TaskId last_made = 0;

    /// A word that is no event says what holds behind it.
    void take(Word word);
    /// The step has ended.
    void leave_step() {
        task = 0;
        site = between_steps;
    }
    /// The event that these words are.
    [[nodiscard]] Event event(const Entry& entry) const;
};

/// Add the events of these words to a list's end, and go on to what holds behind them.
void read(std::span<const Word> words, Now& now, std::vector<Event>& events);
/// How many events are they?
std::size_t count(std::span<const Word> words);

}  // namespace coroscope::trace::journal
