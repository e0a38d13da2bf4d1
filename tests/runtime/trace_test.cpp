// Events, writers, recordings and their JSON lines.

#include <atomic>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "runtime/steady_clock.hpp"
#include "runtime/trace/jsonl.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Event;
using trace::Kind;
using trace::Party;

TEST_CASE("every kind of event has a name of its own, and is found by it") {
    for (std::size_t i = 0; i < trace::kind_count; ++i) {
        const auto kind = static_cast<Kind>(i);
        CHECK(trace::kind_of(trace::kind_name(kind)) == kind);
    }
    CHECK_FALSE(trace::kind_of("no_such_kind"));
}

TEST_CASE("a party keeps its kind and its number") {
    CHECK(Party::task(7).kind() == trace::PartyKind::task);
    CHECK(Party::future(Party::max_number).number() == Party::max_number);
    CHECK(Party::person());
    CHECK_FALSE(Party{});
    CHECK(Party::task(1) != Party::handle(1));
}

TEST_CASE("events keep their order and their fields over many chunks") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    Participant me{"MainThread"};
    clock.enter(me);
    trace::Writer& writer = recorder.attach("MainThread");
    constexpr int many = 5000;
    for (int i = 0; i < many; ++i) {
        writer.emit(Kind::print, {.value = i, .text = writer.intern(std::to_string(i % 100))});
        if (i % 1000 == 0) {
            clock.wait(me, {.deadline = clock.time() + 1ms});
        }
    }
    trace::Recorder::detach();
    const trace::Recording recording = recorder.recording("many");
    REQUIRE(recording.events.size() == many + 1);
    CHECK(recording.text(recording.events[0]) == "many");
    for (int i = 0; i < many; ++i) {
        const Event& event = recording.events[static_cast<std::size_t>(i) + 1];
        REQUIRE(event.value == i);
        REQUIRE(recording.text(event) == std::to_string(i % 100));
        REQUIRE(event.t_ns == ((i + 999) / 1000) * 1'000'000);
    }
}

TEST_CASE("a recording may end where a chunk of its buffer does, and near it") {
    // A chunk holds half as many events of two words as it has words, or one or two less.
    constexpr std::size_t chunk = std::tuple_size_v<trace::WordChunk> / 2;
    for (const std::size_t many : {chunk - 3, chunk - 2, chunk - 1, chunk, chunk + 1, 2 * chunk}) {
        VirtualClock clock;
        trace::Recorder recorder{clock};
        trace::Writer& writer = recorder.attach("MainThread");
        for (std::size_t i = 0; i < many; ++i) {
            writer.emit(Kind::print, {.value = static_cast<std::int64_t>(i)});
        }
        CHECK(writer.size() == many);
        trace::Recorder::detach();
        const auto events = recorder.recording("").events;
        REQUIRE(events.size() == many + 1);
        CHECK(events.back().value == static_cast<std::int64_t>(many) - 1);
    }
}

TEST_CASE("what has been recorded so far is read by another thread, whole and in order") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    constexpr std::int64_t many = 200'000;
    std::atomic<bool> done = false;
    std::thread writes{[&] {
        trace::Writer& writer = recorder.attach("MainThread");
        for (std::int64_t i = 0; i < many; ++i) {
            writer.emit(Kind::print, {.value = i, .text = writer.intern(std::to_string(i % 1000))});
        }
        trace::Recorder::detach();
        done = true;
    }};
    std::size_t before = 1;
    bool is_last = false;
    while (!is_last) {
        is_last = done;  // before looking: what is written by then must be there
        const trace::Recording recording = recorder.recording("so far");
        CHECK(recording.events.size() >= before);
        before = recording.events.size();
        const Event& last = recording.events.back();
        if (before > 1) {
            CHECK(last.value == static_cast<std::int64_t>(before) - 2);
            CHECK(recording.strings.at(last.text) == std::to_string(last.value % 1000));
        }
    }
    writes.join();
    CHECK(before == many + 1);
}

TEST_CASE("an event takes loop, task and line from its thread's context unless it has its own") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    trace::Writer& writer = recorder.attach("MainThread");
    writer.begin_loop(1, 0);
    writer.begin_step(2, 3);
    writer.emit(Kind::woken, {.task = 5});
    writer.emit(Kind::call_soon, {});
    trace::Recorder::detach();
    const auto events = recorder.recording("").events;
    CHECK(events[1].kind == Kind::step_begin);
    CHECK(events[1].task == 2);
    CHECK(events[2].loop == 1);
    CHECK(events[2].task == 5);
    CHECK(events[2].site == 3);
    // There a line would say that the program itself made the call.
    CHECK(events[3].site == 0);
}

TEST_CASE("the runtime's own lines are no lines of the program") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    const trace::Writer* before = trace::writer();
    trace::Writer& writer = recorder.attach("MainThread");
    const auto here = std::source_location::current();
    CHECK(writer.site(here) != 0);
    CHECK(writer.site(here) == writer.site(here));
    trace::Recorder::detach();
    CHECK(trace::writer() == before);
    // sleep() awaits in runtime/sleep.cpp; its waits event has the line of the program's await.
    const RecordedRun run = record([] { coroscope::run(sleep(1s)); });
    const Event* waits = run.first(Kind::waits);
    REQUIRE(waits != nullptr);
    CHECK(run.recording.file(*waits).find("sleep.cpp") == std::string_view::npos);
}

TEST_CASE("each JSON line is an object with the fields of its kind and no others") {
    const RecordedRun run = record([] {
        print("a \"quoted\"\nline");
        print();
        coroscope::run(sleep(1s));
    });
    std::ostringstream out;
    trace::write_jsonl(run.recording, out);
    std::istringstream lines{out.str()};
    std::size_t seq = 0;
    std::int64_t time = 0;
    for (std::string text; std::getline(lines, text); ++seq) {
        const auto line = nlohmann::json::parse(text);
        CHECK(line.at("seq") == seq);
        CHECK(line.at("t_ns") >= time);
        CHECK(line.at("thread") == "MainThread");
        CHECK(trace::kind_of(line.at("kind").get<std::string>()));
        for (const auto& [name, value] : line.items()) {
            CHECK_FALSE(value.is_null());
        }
        time = line.at("t_ns");
    }
    CHECK(seq == run.recording.events.size());
    const auto first = nlohmann::json::parse(trace::json_line(run.recording, 1));
    CHECK(first.at("text") == "a \"quoted\"\nline");
    CHECK_FALSE(first.contains("value"));
    CHECK(nlohmann::json::parse(trace::json_line(run.recording, 2)).at("text") == "");
}

TEST_CASE("what is no UTF-8 still makes a valid line") {
    const RecordedRun run = record([] { print("\xff\xfe"); });
    CHECK(nlohmann::json::parse(trace::json_line(run.recording, 1)).at("kind") == "print");
}

TEST_CASE("the same program gives the same recording every time") {
    const auto program = [] { coroscope::run(sleep(250ms)); };
    std::ostringstream first;
    trace::write_jsonl(record(program).recording, first);
    for (int i = 0; i < 50; ++i) {
        std::ostringstream again;
        trace::write_jsonl(record(program).recording, again);
        REQUIRE(first.str() == again.str());
    }
}

}  // namespace
}  // namespace coroscope
