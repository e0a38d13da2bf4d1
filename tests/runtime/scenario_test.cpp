// The text form of scenarios: what is read is what was meant, what is written comes back.
#include "runtime/trace/scenario.hpp"

#include <doctest/doctest.h>

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using Action = Intervention::Action;

std::string error_of(const char* text) {
    try {
        parse_scenario(text, "file.scenario");
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

Intervention only(const char* line) {
    const Scenario scenario = parse_scenario(line, "file");
    REQUIRE(scenario.interventions.size() == 1);
    return scenario.interventions.front();
}

}  // namespace

TEST_CASE("the example of EVENTS.md is read line by line") {
    const Scenario scenario = parse_scenario(
        "lesson 5\n"
        "variant sleep=async   # the default\n"
        "\n"
        "# what the person does\n"
        "after 23 step_end Task-1: cancel Task-3\n"
        "at 1.5: interrupt\n"
        "block work(2) 1\n",
        "file");
    CHECK(scenario.lesson == 5);
    REQUIRE(scenario.variants.size() == 1);
    CHECK(scenario.variants[0] == std::pair<std::string, std::string>{"sleep", "async"});
    REQUIRE(scenario.interventions.size() == 3);
    const auto& after = std::get<After>(scenario.interventions[0].when);
    CHECK(after == After{.seq = 23, .kind = trace::Kind::step_end, .id = "Task-1"});
    CHECK(scenario.interventions[0].action == Action::cancel);
    CHECK(scenario.interventions[0].target == "Task-3");
    CHECK(scenario.interventions[1] == interrupt_at(1500ms));
    CHECK(std::get<NthSleep>(scenario.interventions[2].when).n == 1);
    CHECK(scenario.interventions[2].target == "work(2)");
}

TEST_CASE("targets hold blanks, colons, quotes and number signs") {
    CHECK(only("at 1: cancel work('a: b')#2").target == "work('a: b')#2");
    CHECK(only("block work('a b', 2) 3").target == "work('a b', 2)");
    const Intervention raise = only("at 1: raise f('x ValueError: y') OSError: no: way");
    CHECK(raise.target == "f('x ValueError: y')");
    CHECK(raise.exception == "OSError: no: way");
    // A label that was cut has a quote open.
    CHECK(only("at 1: raise f('xxxxx…) ValueError").target == "f('xxxxx…)");
    const auto after =
        std::get<After>(only("after 3 thread_start#2 Thread-1 (job: x): interrupt").when);
    CHECK(after.id == "Thread-1 (job: x)");
    CHECK(after.nth == 2);
}

TEST_CASE("a mistake is said with its file, its line and what to write") {
    CHECK(error_of("lesson 5\nat soon: interrupt\n") ==
          "file.scenario:2: 'soon' is no time in seconds; write 1.5");
    CHECK(error_of("at -1: interrupt") ==
          "file.scenario:1: the time -1 must be from 0 to 9000000000 seconds");
    CHECK(error_of("at 1: cancel").ends_with("cancel what? Write: cancel TASK"));
    CHECK(error_of("at 1: jump")
              .ends_with("'jump' is no action: use interrupt, cancel TASK, complete TASK or raise "
                         "TASK Type: message"));
    CHECK(error_of("at 1: raise work(2) Surprise: x").find("'Surprise' is no exception") !=
          std::string::npos);
    CHECK(error_of("at 1: raise work(2)").ends_with("Write: raise TASK ValueError: message"));
    CHECK(error_of("after x step_end Task-1: interrupt").find("'x' is no event number") !=
          std::string::npos);
    CHECK(error_of("after 2 dance Task-1: interrupt").find("'dance' is no kind of event") !=
          std::string::npos);
    CHECK(error_of("block work(2) 0").ends_with("a task's sleeps are counted from 1"));
    CHECK(error_of("block work(2)").ends_with("Write: block TASK N"));
    CHECK(error_of("lesson five").ends_with("write its number, as lesson 5"));
    CHECK(error_of("variant blocking").ends_with("write variant sleep=blocking"));
    CHECK(error_of("dance").find("cannot read 'dance'") != std::string::npos);
}

TEST_CASE("a scenario that was written comes back the same") {
    Scenario scenario{.lesson = 7,
                      .variants = {{"sleep", "blocking"}, {"read", "forgotten"}},
                      .interventions = {interrupt_at(0ns), cancel_at("work('a # b')#2", 1500ms),
                                        interrupt_at(8'999'999'999'123'456'789ns)},
                      .clock = ClockKind::steady_clock};
    for (const Action action :
         {Action::interrupt, Action::cancel, Action::complete, Action::raise}) {
        const bool interrupts = action == Action::interrupt;
        scenario.interventions.push_back(
            {.when = After{.seq = 41,
                           .kind = trace::Kind::thread_start,
                           .id = "Thread-1 (start: loop)",
                           .nth = 3},
             .action = action,
             .target = interrupts ? "" : "work('# \\# \" ValueError: x')",
             .exception = action == Action::raise ? "ValueError: a #b \\# c: d" : "",
             .off = interrupts});
    }
    scenario.interventions.push_back(
        {.when = NthSleep{4}, .action = Action::block, .target = "work(2)#2", .exception = {}});
    const std::string text = write_scenario(scenario);
    CAPTURE(text);
    CHECK(parse_scenario(text, "file") == scenario);
    CHECK(write_scenario(parse_scenario(text, "file")) == text);
}

TEST_CASE("a time is read as the nanosecond that was written") {
    for (const std::int64_t ns : {0LL, 1LL, 999'999'999LL, 1'500'000'000LL, 100'000'001LL}) {
        CHECK(read_seconds(write_seconds(std::chrono::nanoseconds{ns})).count() == ns);
    }
    CHECK(write_seconds(1500ms) == "1.5");
    CHECK(write_seconds(2s) == "2");
    CHECK(read_seconds("1e-3") == 1ms);
}

}  // namespace coroscope
