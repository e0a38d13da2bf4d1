// The sandbox as a person uses it: chips are clicked, the program that comes of it runs, and every
// step can be taken back.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "lessons/sandbox/colour.hpp"
#include "lessons/sandbox/listing.hpp"
#include "runtime/trace/scenario.hpp"
#include "tests/panels/bench.hpp"
#include "viz/app/execute.hpp"

namespace coroscope::viz {

namespace {

constexpr int sandbox_lesson = 9;

struct Sitting {
    explicit Sitting(ImVec2 size = {1920, 1080})
        : bench{size, 1}, app{app_with_lesson(sandbox_lesson)} {}

    TextLog seen() {
        bench.frame(*app);
        TextLog log;
        bench.frame(*app, &log);
        return log;
    }
    void click(std::string_view text) {
        bench.click(*app, place_of(seen(), text));
        if (app->running_anew()) {
            wait_for_run(*app);
        }
    }
    [[nodiscard]] sandbox::Program program() const {
        const std::string& text = app->scenario().program;
        return text.empty() ? sandbox::first_program() : sandbox::parse(text);
    }
    [[nodiscard]] double seconds() const {
        return static_cast<double>(app->film().recording.events.back().t_ns) / 1e9;
    }

    Bench bench;
    std::unique_ptr<App> app;
};

bool prints(const trace::Recording& recording, std::string_view text) {
    return std::ranges::any_of(recording.events, [&](const trace::Event& event) {
        return event.kind == trace::Kind::print && recording.string(event.text) == text;
    });
}

}  // namespace

TEST_CASE("a click on a chip and on +1 makes the sleep longer, and the program has run so") {
    Sitting sitting;
    CHECK(sitting.seconds() == doctest::Approx(2));
    sitting.click("sleep 2 s");
    sitting.click("+1");
    CHECK(sitting.program().tasks[0].steps[1].tenths == 30);
    CHECK(sitting.seconds() == doctest::Approx(3));
    sitting.app->handle(Undo{});
    wait_for_run(*sitting.app);
    CHECK(sitting.program() == sandbox::first_program());
    CHECK(sitting.seconds() == doctest::Approx(2));
}

TEST_CASE("a step becomes another kind: a blocking sleep holds the loop up") {
    Sitting sitting;
    sitting.click("sleep 1 s");
    sitting.click("time.sleep");
    CHECK(sitting.program().tasks[1].steps[0].kind == sandbox::StepKind::blocking_sleep);
    CHECK(std::ranges::any_of(sitting.app->film().recording.events, [](const auto& event) {
        return event.kind == trace::Kind::block_begin;
    }));
}

TEST_CASE("tasks, threads and steps are added and removed; the listing is that of what runs") {
    Sitting sitting;
    sitting.click("+ thread");
    CHECK(sitting.program().loops == 2);
    sitting.click("+ task");  // the first of them: the main thread's
    REQUIRE(sitting.program().tasks.size() == 4);
    CHECK(prints(sitting.app->film().recording, sitting.program().tasks[3].name));
    sitting.click("cancel");  // its first step is the chosen one
    CHECK(sitting.program().tasks[3].steps[0].kind == sandbox::StepKind::cancel);
    sitting.app->handle(SetListing{Listing::python});
    const TextLog log = sitting.seen();
    place_of(log, "async");
    CHECK(find_program(sitting.app->scenario())->python_source.find("import threading") !=
          std::string_view::npos);
}

TEST_CASE("what is changed is seen where one was looking") {
    Sitting sitting;
    sitting.app->handle(Seek{20});
    sitting.click("sleep 2 s");
    sitting.click("+1");
    CHECK(sitting.app->view().playback.position > 10);
    REQUIRE(sitting.app->film().beats.last() > 20);
}

TEST_CASE(
    "a task made before the others shifts their numbers: ghost and selection stay with theirs") {
    Sitting sitting;
    const auto task_called = [](const Film& film, std::string_view label) {
        const World end = film.keyframes.at(film.recording.events.size() - 1);
        const auto task = std::ranges::find_if(end.tasks, [&](const Task& each) {
            return each.id != 0 && film.recording.string(each.label) == label;
        });
        REQUIRE(task != end.tasks.end());
        return trace::Party::task(task->id);
    };
    const trace::Party was = task_called(sitting.app->film(), "toast()");
    sitting.app->handle(Select{was});
    sandbox::Program program = sitting.program();
    program.tasks.insert(program.tasks.begin(), {.name = "grind", .steps = {{}}});
    program.tasks[3].steps[0].task = 1;  // serve still awaits brew
    sitting.app->handle(Build{sandbox::write(program)});
    wait_for_run(*sitting.app);
    const trace::Party is = task_called(sitting.app->film(), "toast()");
    REQUIRE(is != was);
    CHECK(sitting.app->view().selection == is);
}

TEST_CASE("what was put together is there again, in the next lesson but one and the next time") {
    Sitting sitting;
    sitting.click("sleep 2 s");
    sitting.click("+1");
    const sandbox::Program made = sitting.program();
    sitting.app->handle(OpenLesson{1});
    wait_for_run(*sitting.app);
    const Settings settings = sitting.app->settings();
    CHECK(parse_settings(settings_text(settings)) == settings);
    sitting.app->handle(OpenLesson{sandbox_lesson});
    wait_for_run(*sitting.app);
    CHECK(sitting.program() == made);

    App later{{.lesson = sandbox_lesson, .settings = settings}, true, 1, [] {}};
    CHECK(sandbox::parse(later.scenario().program) == made);
    Settings spoilt = settings;
    spoilt.sandbox = "{\"loops\":77}";
    App fresh{{.lesson = sandbox_lesson, .settings = spoilt}, true, 1, [] {}};
    CHECK(fresh.scenario().program.empty());
}

TEST_CASE("the Python is saved as a file") {
    Sitting sitting;
    sitting.click("sleep 2 s");
    sitting.click("+1");
    const auto path = std::filesystem::path{COROSCOPE_ARTIFACTS} / "sandbox_saved.py";
    std::filesystem::remove(path);
    sitting.click("save .py");
    CHECK(sitting.app->view().path_card == PathCard::save_listing);
    sitting.app->handle(SaveListing{path.string()});
    CHECK(sitting.app->view().path_card == PathCard::none);
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    CHECK(text == find_program(sitting.app->scenario())->python_source);
    CHECK(text.find("await asyncio.sleep(3)") != std::string::npos);
    sitting.app->handle(SaveListing{"/nowhere/at/all.py"});
    CHECK(sitting.app->view().notice.text.find("/nowhere/at/all.py") == 0);
}

TEST_CASE("a program that somebody else has put together is run from a scenario file") {
    const Scenario scenario{.lesson = sandbox_lesson,
                            .variants = {},
                            .program =
                                R"({"loops":1,"tasks":[{"name":"brew","loop":0,"starts":true,)"
                                R"("steps":[{"do":"print","text":"water #1 on"}]}]})",
                            .interventions = {}};
    CHECK(parse_scenario(write_scenario(scenario), "own") == scenario);
    CHECK(prints(execute(scenario)->recording, "water #1 on"));

    Scenario other = scenario;
    other.lesson = 5;
    CHECK_THROWS_AS(execute(other), UsageError);
    other = scenario;
    other.program = R"({"loops":1})";
    CHECK_THROWS_AS(execute(other), UsageError);
    other.program = "what?";
    CHECK_THROWS_AS(execute(other), UsageError);
    CHECK_THROWS_AS(parse_scenario("lesson 9\nprogram\n", "own"), ScenarioError);
}

TEST_CASE("several loops want the virtual clock, and one that spawns for ever is stopped") {
    sandbox::Program program = sandbox::first_program();
    program.loops = 2;
    Scenario scenario{.lesson = sandbox_lesson,
                      .variants = {},
                      .program = sandbox::write(program),
                      .interventions = {},
                      .clock = ClockKind::steady_clock};
    CHECK_THROWS_AS(execute(scenario), UsageError);

    program.loops = 1;
    program.tasks[0].steps = {{.kind = sandbox::StepKind::spawn, .task = 0}};
    scenario.program = sandbox::write(program);
    scenario.clock = ClockKind::virtual_clock;
    CHECK(execute(scenario)->error ==
          "the program was stopped after 20000 events: does it ever end?");
}

TEST_CASE("each piece of a coloured line is where it was in the line") {
    const std::vector<std::string> lines{"async def brew():  # tea", "    print(\"a \\\"b\\\"\")",
                                         "", "    await asyncio.sleep(1.5)"};
    const auto pieces = sandbox::coloured(lines, sandbox::SourceLanguage::python);
    REQUIRE(pieces.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string whole;
        for (const lessons::Token& token : pieces[i]) {
            whole += token.text;
        }
        CHECK(whole == lines[i]);
    }
    const auto kind_of = [&](std::size_t line, std::string_view text) {
        const auto found = std::ranges::find(pieces[line], text, &lessons::Token::text);
        REQUIRE(found != pieces[line].end());
        return found->kind;
    };
    CHECK(kind_of(0, "async") == lessons::TokenKind::keyword);
    CHECK(kind_of(0, "brew") == lessons::TokenKind::name);
    CHECK(kind_of(3, "1.5") == lessons::TokenKind::number);
}

}  // namespace coroscope::viz
