// The words in which a run's events lie until somebody reads them.

#include "runtime/trace/journal.hpp"

#include <limits>
#include <random>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "runtime/trace/recorder.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Event;
using trace::Kind;
using trace::Party;
using trace::When;
using trace::journal::Word;

struct Row {
    std::vector<Word> words;

    void add(const trace::journal::Entry& entry) {
        Word room[trace::journal::longest];
        words.insert(words.end(), room, entry.write_to(room));
    }
    [[nodiscard]] std::vector<Event> events() const {
        trace::journal::Now now;
        std::vector<Event> events;
        trace::journal::read(words, now, events);
        CHECK(trace::journal::count(words) == events.size());
        return events;
    }
};

/// An event's first word with bits that say which words follow.
Word first(Kind kind, Word bits, trace::TaskId task = 0, trace::StringId text = 0) {
    return trace::journal::of_event(kind, task, text) | bits;
}

TEST_CASE("an event has the time, the loop, the task and the line that were told before it") {
    Row row;
    row.words = {trace::journal::of_loop(3, 2, 9), trace::journal::of_time(1'500),
                 trace::journal::of_step(7, 40),   first(Kind::print, 0, 0, 5),
                 trace::journal::of_step(7, 41),   first(Kind::print, 0)};
    const auto events = row.events();
    REQUIRE(events.size() == 2);
    CHECK(events[0].t_ns == 1'500);
    CHECK(events[0].thread == 3);
    CHECK(events[0].loop == 2);
    CHECK(events[0].task == 7);
    CHECK(events[0].site == 40);
    CHECK(events[0].text == 5);
    CHECK_FALSE(events[0].has_value());
    CHECK_FALSE(events[0].other);
    CHECK(events[1].t_ns == 1'500);
    CHECK(events[1].site == 41);
}

TEST_CASE("a step begins with its event and ends with it, at the line that runs the loop") {
    Row row;
    row.words = {trace::journal::of_loop(1, 1, 9),
                 trace::journal::of_step(7, 40) | trace::journal::step_begins};
    row.add({first(Kind::waits, trace::journal::has_value | trace::journal::ends_step), 250, 0});
    row.words.push_back(first(Kind::iteration_begin, 0));
    row.words.push_back(trace::journal::of_step(8, 50) | trace::journal::step_begins);
    row.words.push_back(first(Kind::step_end, 0));
    row.words.push_back(first(Kind::iteration_begin, 0));
    const auto events = row.events();
    REQUIRE(events.size() == 7);
    CHECK(events[0].kind == Kind::step_begin);
    CHECK(events[0].task == 7);
    CHECK(events[1].kind == Kind::waits);
    CHECK(events[1].value == 250);
    CHECK(events[2].kind == Kind::step_end);
    CHECK(events[2].task == 7);
    CHECK(events[2].text == id_of(trace::Word::waits));
    CHECK(events[3].task == 0);
    CHECK(events[3].site == 9);
    CHECK(events[5].task == 8);
    CHECK(events[6].task == 0);
    CHECK(events[6].site == 9);
}

TEST_CASE("a task's end is its result, woken of whoever has waited for it, and its step's end") {
    Row row;
    row.words = {trace::journal::of_loop(1, 2, 9),
                 trace::journal::of_step(7, 40) | trace::journal::step_begins,
                 trace::journal::of_end(5, 8),
                 first(Kind::iteration_begin, 0),
                 trace::journal::of_step(9, 50) | trace::journal::step_begins,
                 trace::journal::of_end(6, 0)};
    const auto events = row.events();
    REQUIRE(events.size() == 8);
    CHECK(events[1].kind == Kind::task_done);
    CHECK(events[1].task == 7);
    CHECK(events[1].text == 5);
    CHECK(events[1].site == 40);
    CHECK(events[2].kind == Kind::woken);
    CHECK(events[2].task == 8);
    CHECK(events[2].other == Party::task(7));
    CHECK(events[2].loop == 2);
    CHECK(events[2].site == 40);
    CHECK(events[3].kind == Kind::step_end);
    CHECK(events[3].task == 7);
    CHECK(events[3].text == id_of(trace::Word::ends));
    CHECK(events[4].task == 0);
    CHECK(events[4].site == 9);
    CHECK(events[6].kind == Kind::task_done);
    CHECK(events[6].task == 9);
    CHECK(events[7].kind == Kind::step_end);
}

TEST_CASE("a task that yields tells the time with its step's end") {
    Row row;
    row.words = {trace::journal::of_loop(1, 2, 9),
                 trace::journal::of_step(7, 40) | trace::journal::step_begins,
                 trace::journal::of_time(250, trace::journal::yields),
                 first(Kind::iteration_begin, 0)};
    const auto events = row.events();
    REQUIRE(events.size() == 3);
    CHECK(events[0].t_ns == 0);
    CHECK(events[1].kind == Kind::step_end);
    CHECK(events[1].t_ns == 250);
    CHECK(events[1].task == 7);
    CHECK(events[1].text == id_of(trace::Word::yields));
    CHECK(events[2].t_ns == 250);
    CHECK(events[2].task == 0);
    CHECK(events[2].site == 9);
}

TEST_CASE("a new task has the number after the last one's and is made by the step, or by none") {
    Row row;
    row.words = {trace::journal::of_loop(1, 2, 9), trace::journal::of_new_task(5, 30)};
    row.add({first(Kind::task_new, trace::journal::has_more, 20, 6), 0,
             trace::journal::of_more(Party::task(1), 3, 31)});
    row.words.push_back(trace::journal::of_step(7, 40) | trace::journal::step_begins);
    row.words.push_back(trace::journal::of_new_task(trace::max_string, trace::max_site));
    row.words.push_back(trace::journal::of_new_task(5, 0));
    const auto events = row.events();
    REQUIRE(events.size() == 5);
    CHECK(events[0].kind == Kind::task_new);
    CHECK(events[0].task == 1);
    CHECK(events[0].text == 5);
    CHECK(events[0].site == 30);
    CHECK(events[0].loop == 2);
    CHECK_FALSE(events[0].other);
    CHECK(events[1].task == 20);
    CHECK(events[1].loop == 3);
    CHECK(events[3].task == 21);
    CHECK(events[3].text == trace::max_string);
    CHECK(events[3].site == trace::max_site);
    CHECK(events[3].other == Party::task(7));
    CHECK(events[4].task == 22);
    CHECK(events[4].site == 40);
}

TEST_CASE("the largest numbers and the smallest value come back as they were") {
    Row row;
    row.words = {trace::journal::of_loop(trace::max_thread, trace::max_loop, trace::max_site),
                 trace::journal::of_step(trace::max_task, trace::max_site)};
    constexpr std::int64_t least = trace::no_value + 1;
    const Party most{trace::PartyKind::conn, Party::max_number};
    row.add({first(Kind::timer_set, trace::journal::has_value | trace::journal::has_more,
                   trace::max_task - 1, trace::max_string),
             static_cast<Word>(least),
             trace::journal::of_more(most, trace::max_loop - 1, trace::max_site - 1)});
    row.add({first(Kind::print, trace::journal::has_value), static_cast<Word>(trace::no_value), 0});
    const auto events = row.events();
    REQUIRE(events.size() == 2);
    CHECK(events[0].value == least);
    CHECK(events[0].task == trace::max_task - 1);
    CHECK(events[0].text == trace::max_string);
    CHECK(events[0].site == trace::max_site - 1);
    CHECK(events[0].other == most);
    CHECK(events[0].loop == trace::max_loop - 1);
    CHECK(events[0].thread == trace::max_thread);
    CHECK(events[1].task == trace::max_task);
    CHECK(events[1].site == trace::max_site);
    CHECK_FALSE(events[1].has_value());
}

TEST_CASE("threads that take turns have their own events, whatever is told as the last") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    Participant main{"MainThread"};
    Participant other{"other"};
    clock.enter(main);
    trace::Writer& writer = recorder.attach("MainThread");
    writer.begin_loop(1, 0);
    std::thread thread{[&] {
        clock.enter(other);
        trace::Writer& its = recorder.attach("other");
        its.begin_loop(2, 0);
        its.begin_step(5, 3);
        for (int i = 0; i < 10; ++i) {
            its.emit(Kind::woken, {}, When::as_the_last);
            clock.wait(other, {.deadline = clock.time() + 2ms});
        }
        trace::Recorder::detach();
        clock.leave(other);
    }};
    clock.hand_over(main, other);
    for (int i = 0; i < 10; ++i) {
        writer.emit(Kind::print, {}, When::as_the_last);
        clock.wait(main, {.deadline = clock.time() + 3ms});
    }
    thread.join();
    trace::Recorder::detach();
    int prints = 0;
    int wakes = 0;
    for (const Event& event : recorder.recording("").events) {
        if (event.kind == Kind::print) {
            CHECK(event.thread == 1);
            CHECK(event.loop == 1);
            CHECK(event.task == 0);
            CHECK(event.t_ns == 3'000'000 * prints++);
        } else if (event.kind == Kind::woken) {
            CHECK(event.thread == 2);
            CHECK(event.loop == 2);
            CHECK(event.task == 5);
            CHECK(event.t_ns == 2'000'000 * wakes++);
        }
    }
    CHECK(prints == 10);
    CHECK(wakes == 10);
    clock.leave(main);
}

TEST_CASE("a program that sleeps for years has the times of its events") {
    using std::chrono::nanoseconds;
    VirtualClock clock;
    trace::Recorder recorder{clock};
    Participant main{"MainThread"};
    clock.enter(main);
    trace::Writer& writer = recorder.attach("MainThread");
    constexpr std::int64_t word_ends = std::int64_t{1} << 56;
    const std::vector<std::int64_t> times{5, word_ends - 1, word_ends, word_ends + 5,
                                          std::numeric_limits<std::int64_t>::max()};
    for (const std::int64_t time : times) {
        clock.wait(main, {.deadline = nanoseconds{time}});
        writer.emit(Kind::print, {}, When::as_the_last);
    }
    trace::Recorder::detach();
    const auto events = recorder.recording("").events;
    REQUIRE(events.size() == times.size() + 1);
    for (std::size_t i = 0; i < times.size(); ++i) {
        CHECK(events[i + 1].t_ns == times[i]);
    }
    clock.leave(main);
}

/// Something that a run may record, up to four events of it.
void record_something(trace::Writer& writer, int what) {
    if (what == 0) {
        writer.begin_step(3, 4);
    } else if (what == 1 &&
               !writer.emit_and_end_step_at_once(Kind::waits, {.value = 5}, When::as_the_last)) {
        writer.emit(Kind::waits, {.value = 5}, When::as_the_last);
        writer.end_step(id_of(trace::Word::waits), When::as_the_last);
    } else if (what == 2 && !writer.begin_first_step_at_once(3, 4, 6)) {
        writer.begin_step(3, 4);
        writer.emit(Kind::coro_enter, {.text = 6}, When::as_the_last);
    } else if (what == 3) {
        writer.emit(Kind::woken, {.task = 9, .other = Party::future(2), .loop = 1});
    } else if (what == 4) {
        writer.come_to(static_cast<trace::SiteId>(what + writer.size() % 7));
    } else if (what == 5 && !writer.end_task_at_once(6, 7, 9)) {
        writer.emit(Kind::coro_exit, {.text = 6});
        writer.emit(Kind::task_done, {.text = 7}, When::as_the_last);
        writer.emit(Kind::woken, {.task = 9}, When::as_the_last);
        writer.end_step(id_of(trace::Word::ends), When::as_the_last);
    } else if (what == 6 && !writer.yield_at_once()) {
        writer.end_step(id_of(trace::Word::yields), When::now);
    } else if (what == 7 && !writer.make_task_at_once(6, 4)) {
        writer.emit(Kind::task_new, {.task = 9, .text = 6, .site = 4});
    }
}

TEST_CASE("the limit is told at the very event that reaches it, whatever comes before") {
    std::mt19937 random{20};  // NOLINT(cert-msc51-cpp): the same each time
    for (const bool is_steady : {false, true}) {
        for (std::size_t limit = 1; limit < 6000; limit += limit < 40 ? 1 : 997) {
            VirtualClock still;
            SteadyClock runs;
            trace::Recorder recorder{is_steady ? static_cast<trace::TimeSource&>(runs) : still};
            std::size_t told_at = 0;
            recorder.limit(limit, [&] {
                if (told_at == 0) {
                    told_at = trace::writer()->size();
                }
            });
            trace::Writer& writer = recorder.attach("MainThread");
            while (writer.size() < limit + 20) {
                record_something(writer, static_cast<int>(random() % 8));
                CHECK((told_at != 0) == (writer.size() >= limit));
                CHECK(writer.has_reached_limit() == (writer.size() >= limit));
            }
            trace::Recorder::detach();
            CHECK(told_at == limit);
            CHECK(recorder.recording("").events.size() >= limit + 21);
        }
    }
}

}  // namespace
}  // namespace coroscope
