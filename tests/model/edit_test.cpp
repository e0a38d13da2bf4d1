#include "viz/model/edit.hpp"

#include <random>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;

namespace {

using std::chrono::milliseconds;

// The sleepers as if two things had been done to them: number 0 at 1 s, number 1 at 2 s.
trace::Recording twice_touched() {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").task_new(2, "work(2)");
    run.at(1).event(trace::Kind::intervention, "cancel", trace::Party::task(1), 0);
    run.cancel_asked(1, true, trace::Party::person()).print("one");
    run.at(2).event(trace::Kind::intervention, "cancel", trace::Party::task(2), 1);
    run.cancel_asked(2, true, trace::Party::person()).print("two");
    return run.recording();
}

Scenario two_cancels() {
    Scenario scenario{.lesson = 5, .variants = {{"sleep", "async"}}, .interventions = {}};
    scenario.interventions = {cancel_at("work(1)", milliseconds{1000}),
                              cancel_at("work(2)", milliseconds{2000})};
    return scenario;
}

std::vector<std::string> lines(const Scenario& scenario) {
    std::vector<std::string> all;
    for (const Intervention& each : scenario.interventions) {
        all.push_back(write_intervention(each));
    }
    return all;
}

// One edit by chance, of all kinds that there are.
Scenario edited_by_chance(std::mt19937& chance, const Scenario& scenario) {
    const trace::Recording recording = twice_touched();
    const Beats beats{recording};
    const double position =
        std::uniform_real_distribution<>{0, static_cast<double>(beats.last())}(chance);
    const std::size_t index = chance() % (scenario.interventions.size() + 1);
    switch (chance() % 6) {
        case 0:
            return with(scenario, {.when = moment_at(recording, beats, position)}, recording);
        case 1:
            return without(scenario, index);
        case 2:
            return switched(scenario, index, chance() % 2 == 0);
        case 3:
            return moved(scenario, index, moment_at(recording, beats, position), recording);
        case 4:
            return with_choice(scenario, "sleep", chance() % 2 == 0 ? "async" : "blocking");
        default:
            return chance() % 8 == 0 ? untouched(scenario) : scenario;
    }
}

}  // namespace

TEST_CASE("undo takes an edit back and redo makes it again, whatever was edited") {
    std::mt19937 chance{6};
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<Edits> states{{two_cancels(), {}, {}}};
        for (int i = 0; i < 12; ++i) {
            const Edits next = edited(states.back(), edited_by_chance(chance, states.back().now));
            CHECK(undone(next).now ==
                  (next == states.back() ? undone(states.back()).now : states.back().now));
            if (next != states.back()) states.push_back(next);
        }
        Edits back = states.back();
        for (std::size_t i = states.size(); i-- > 0;) {
            CHECK(back.now == states[i].now);
            back = undone(back);
        }
        CHECK(back.now == two_cancels());
        CHECK(back.before.empty());
        for (std::size_t i = 1; i < states.size(); ++i) back = redone(back);
        CHECK(back == states.back());
    }
}

TEST_CASE("an edit that changes nothing is none, and an edit after undo forgets what was undone") {
    Edits edits{two_cancels(), {}, {}};
    CHECK(edited(edits, two_cancels()) == edits);
    edits = undone(edited(edits, without(two_cancels(), 0)));
    REQUIRE(edits.after.size() == 1);
    edits = edited(edits, without(two_cancels(), 1));
    CHECK(edits.after.empty());
    CHECK(redone(edits) == edits);
}

TEST_CASE("what is added stands behind all that happen before it, and in front of the others") {
    const trace::Recording recording = twice_touched();
    const Intervention early = interrupt_at(milliseconds{500});
    const Intervention between = interrupt_at(milliseconds{1500});
    const Intervention late = interrupt_at(milliseconds{2500});
    CHECK(lines(with(two_cancels(), early, recording)).front() == "at 0.5: interrupt");
    CHECK(lines(with(two_cancels(), between, recording))[1] == "at 1.5: interrupt");
    CHECK(lines(with(two_cancels(), late, recording)).back() == "at 2.5: interrupt");
}

TEST_CASE("a cursor on a beat means right after it, inside a wait it means that time") {
    const trace::Recording recording = test::interrupted_sleepers();
    const Beats beats{recording};
    int inside = 0;
    for (std::size_t beat = 0; beat < beats.size(); ++beat) {
        const auto whole = static_cast<double>(beat);
        const When when = moment_at(recording, beats, whole);
        REQUIRE(std::holds_alternative<After>(when));
        CHECK(std::get<After>(when).seq == beats[beat].seq);
        CHECK(std::get<After>(when).nth >= 1);
        CHECK(position_of(when, recording, beats) == whole);
        if (beat == beats.last()) continue;
        const When later = moment_at(recording, beats, whole + 0.5);
        if (beats[beat + 1].t_ns > beats[beat].t_ns) {
            ++inside;
            REQUIRE(std::holds_alternative<At>(later));
            CHECK(std::get<At>(later).time.count() ==
                  (beats[beat].t_ns + beats[beat + 1].t_ns) / 2);
            CHECK(position_of(later, recording, beats) == doctest::Approx(whole + 0.5));
        } else {
            CHECK(later == when);
        }
    }
    CHECK(inside > 0);
}

TEST_CASE("a moment is not there where another event stands in its place, or the run is over") {
    const trace::Recording recording = test::interrupted_sleepers();
    const Beats beats{recording};
    auto after = std::get<After>(moment_at(recording, beats, 3));
    after.seq += 1;
    CHECK_FALSE(position_of(after, recording, beats));
    after.seq = recording.events.size();
    CHECK_FALSE(position_of(after, recording, beats));
    CHECK_FALSE(position_of(At{std::chrono::seconds{100}}, recording, beats));
}

TEST_CASE("moving an intervention keeps what it does, and switches it on") {
    const trace::Recording recording = twice_touched();
    Scenario scenario = switched(two_cancels(), 0, false);
    scenario = moved(scenario, 0, At{milliseconds{2500}}, recording);
    CHECK(lines(scenario) ==
          std::vector<std::string>{"at 2: cancel work(2)", "at 2.5: cancel work(1)"});
    CHECK_FALSE(scenario.interventions[1].off);
}

TEST_CASE("an index that is none changes nothing") {
    const trace::Recording recording = twice_touched();
    CHECK(without(two_cancels(), 2) == two_cancels());
    CHECK(switched(two_cancels(), 2, false) == two_cancels());
    CHECK(moved(two_cancels(), 2, At{}, recording) == two_cancels());
}

TEST_CASE("an edit promises everything before the first moment that it changes") {
    const trace::Recording both = twice_touched();
    trace::Recording first = both;
    first.events.resize(first.events.size() - 3);  // without what was done at 2 s
    const Scenario scenario = two_cancels();
    CHECK(promised_prefix(scenario, both, scenario, both) == both.events.size());
    // Without the second, all before 2 s; without the first, all before 1 s.
    CHECK(promised_prefix(scenario, both, without(scenario, 1), first) == 7);
    CHECK(promised_prefix(without(scenario, 1), first, scenario, both) == 7);
    CHECK(promised_prefix(scenario, both, switched(scenario, 0, false), first) == 4);
    // What never happened promises everything.
    const Scenario late = with(scenario, interrupt_at(milliseconds{9000}), both);
    CHECK(promised_prefix(scenario, both, late, both) == both.events.size());
}
