#include "viz/model/moment.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "viz/model/lesson_scenario.hpp"
#include "viz/model/rule.hpp"

namespace coroscope::viz {

namespace {

trace::Recording two_tasks() {
    test::RecordingBuilder run{"lesson=4 sleep=async collect=gather clock=virtual language=cpp"};
    run.loop_new().task_new(1, "work(1)").task_new(2, "f('a b')");
    run.step_begin(1).print("one: 1", 1).step_end(1, "waits");
    run.at(1).step_begin(2).print("two", 2).cancel_asked(1, true).cancel_asked(2, false);
    return run.recording();
}

std::size_t seq_of(const char* text) {
    const auto moment = parse_moment(text);
    REQUIRE(moment.has_value());
    return find_moment(two_tasks(), *moment).value_or(0);
}

}  // namespace

TEST_CASE("a moment is named by kind, task, text, value, time and occurrence") {
    CHECK(seq_of("print") == 5);
    CHECK(seq_of("print \"two\"") == 8);
    CHECK(seq_of("print \"o*1\"") == 5);
    CHECK(seq_of("print #2") == 8);
    CHECK(seq_of("print #3") == 0);
    CHECK(seq_of("step_begin f('a b')") == 7);
    CHECK(seq_of("cancel_asked =0") == 10);
    CHECK(seq_of("step_begin @0.5..1.5") == 7);
    CHECK(seq_of("step_begin @0") == 4);
    CHECK(seq_of("print \"three\"") == 0);
    CHECK(seq_of("print work(3)") == 0);
}

TEST_CASE("what is no moment is not taken for one") {
    for (const char* text : {"", "dance", "print \"open", "print #0", "print #x", "print @soon"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_moment(text).has_value());
    }
    CHECK(parse_at("sleep=async: dance").empty());
    CHECK(parse_at("sometimes: print").empty());
}

TEST_CASE("of alternatives the one counts whose variants ran") {
    const trace::Recording run = two_tasks();
    CHECK(recorded_choice(run, "collect") == "gather");
    CHECK(recorded_choice(run, "colour").empty());
    CHECK(find_at(run, "print \"one: 1\"") == 5);
    CHECK(find_at(run, "collect=wait: print | collect=gather: print #2") == 8);
    CHECK(find_at(run, "sleep=async collect=wait,gather: print \"two\"") == 8);
    CHECK_FALSE(find_at(run, "sleep=blocking: print").has_value());
    CHECK_FALSE(find_at(run, "sleep=async: print #7 | print").has_value());  // the first that fits
}

TEST_CASE("a rule is a list of terms that all hold") {
    const trace::Recording run = two_tasks();
    const Beats beats{run};
    const std::vector<std::size_t> rested{beats.beat_of_seq(8)};
    const Watched watched{run, beats, rested};
    for (const char* rule :
         {"sleep=async", "lasts 1", "print \"two\"", "no print \"three\"", "2 times print",
          "0 times interrupt", "print \"one: 1\" before print \"two\"", "seen print \"two\"",
          "sleep=async, lasts 1, seen print #2"}) {
        CAPTURE(rule);
        CHECK(holds(rule, watched) == true);
    }
    for (const char* rule : {"sleep=blocking", "lasts 0.999", "print \"three\"", "no print",
                             "1 times print", "print \"two\" before print \"one: 1\"",
                             "print before interrupt", "seen print #1", "sleep=async, lasts 2"}) {
        CAPTURE(rule);
        CHECK(holds(rule, watched) == false);
    }
    for (const char* rule : {"", "lasts long", "perhaps", "no dance", "seen dance"}) {
        CAPTURE(rule);
        CHECK_FALSE(holds(rule, watched).has_value());
    }
    CHECK(stages("a=b, print \"x > y\" > c=d").size() == 2);
}

TEST_CASE("a part's scenario keeps what already fits") {
    Scenario present;
    present.variants = {{"sleep", "blocking"}, {"collect", "gather"}};
    CHECK(scenario_for(present, "print \"x\"", "").variants == present.variants);
    CHECK(scenario_for(present, "collect=wait,gather: print", "").variants == present.variants);
    const Scenario other = scenario_for(present, "sleep=async collect=wait,gather: print", "");
    CHECK(other.variants[0].second == "async");
    CHECK(other.variants[1].second == "gather");
    const Scenario with =
        scenario_for(present, "interrupt", "variant collect=wait; at 1.5: interrupt");
    CHECK(with.variants[1].second == "wait");
    REQUIRE(with.interventions.size() == 1);
    CHECK(write_intervention(with.interventions[0]) == "at 1.5: interrupt");
}

}  // namespace coroscope::viz
