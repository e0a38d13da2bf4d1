#include "viz/app/command_line.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "runtime/trace/recording_file.hpp"
#include "viz/app/compare_command.hpp"
#include "viz/app/export_command.hpp"
#include "viz/app/file_kind.hpp"
#include "viz/app/locale.hpp"
#include "viz/app/open_command.hpp"
#include "viz/app/record_command.hpp"
#include "viz/app/run_command.hpp"
#include "viz/app/scenario_files.hpp"
#include "viz/app/window.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope {
namespace {

/// What was typed, before it is understood.
struct Arguments {
    std::string lesson;
    std::vector<std::string> variants;
    std::vector<std::string> interrupts;
    std::vector<std::string> cancels;
    std::string sleep;
    std::string clock;
    std::string scenario_file;
    std::string compare;
    std::string trace_file;
    std::string file;
    std::vector<std::string> program_arguments;
    bool timeline = false;
    bool narrate = false;
    bool startup_time = false;
    bool cpp = false;
    ExportCommand exported;
};

/// What the scenario file says, for the lesson that is meant.
Scenario scenario_in_file(const Arguments& arguments) {
    if (arguments.scenario_file.empty()) {
        if (arguments.lesson.empty()) {
            throw UsageError{"which lesson? 'coroscope list' shows them"};
        }
        return {.lesson = parse_lesson(arguments.lesson)};
    }
    Scenario scenario = viz::read_scenario_file(arguments.scenario_file);
    const int wanted = arguments.lesson.empty() ? 0 : parse_lesson(arguments.lesson);
    if (scenario.lesson == 0 && wanted == 0) {
        throw UsageError{
            fmt::format("{} names no lesson: write 'lesson 5' there, or run LESSON "
                        "--scenario {}",
                        arguments.scenario_file, arguments.scenario_file)};
    }
    if (scenario.lesson != 0 && wanted != 0 && scenario.lesson != wanted) {
        throw UsageError{fmt::format("{} is of lesson {}, not {}: leave the lesson out",
                                     arguments.scenario_file, scenario.lesson, wanted)};
    }
    scenario.lesson = scenario.lesson != 0 ? scenario.lesson : wanted;
    return scenario;
}

Scenario scenario_of(const Arguments& arguments) {
    Scenario scenario = scenario_in_file(arguments);
    const auto given = static_cast<std::ptrdiff_t>(scenario.interventions.size());
    for (const std::string& variant : arguments.variants) {
        scenario.variants.push_back(parse_variant(variant));
    }
    if (!arguments.sleep.empty()) {
        scenario.variants.emplace_back("sleep", arguments.sleep);
    }
    for (const std::string& text : arguments.interrupts) {
        scenario.interventions.push_back(interrupt_at(parse_seconds("--interrupt", text)));
    }
    for (const std::string& text : arguments.cancels) {
        scenario.interventions.push_back(parse_cancel(text));
    }
    // In the order in which they will happen, however the options were mixed.
    std::ranges::stable_sort(
        scenario.interventions.begin() + given, scenario.interventions.end(), {},
        [](const Intervention& intervention) { return std::get<At>(intervention.when).time; });
    if (arguments.clock == "virtual" || arguments.clock == "steady") {
        scenario.clock =
            arguments.clock == "steady" ? ClockKind::steady_clock : ClockKind::virtual_clock;
    } else if (!arguments.clock.empty()) {
        throw UsageError{fmt::format("--clock {}: choose virtual or steady", arguments.clock)};
    }
    return scenario;
}

int list_lessons() {
    const bool chinese = viz::language_of_locale() == viz::Language::chinese;
    for (const lessons::Lesson& lesson : lessons::all()) {
        std::cout << fmt::format("{}  {:<16}  {}\n", lesson.number, lesson.slug,
                                 chinese ? lesson.title_zh : lesson.title_en);
    }
    return 0;
}

int print_code(const Arguments& arguments) {
    const auto program = find_program(scenario_of(arguments));
    std::cout << (arguments.cpp ? program->cpp_source : program->python_source);
    return 0;
}

int run_lesson(const Arguments& arguments) {
    if (!arguments.compare.empty()) {
        return compare_headless(scenario_of(arguments), arguments.compare, arguments.timeline);
    }
    return run_headless({.scenario = scenario_of(arguments),
                         .trace_file = arguments.trace_file,
                         .timeline = arguments.timeline,
                         .narrate = arguments.narrate});
}

/// The file that `export FILE.coro` names. What is done to a program cannot be done to a file.
std::string recording_to_export(const Arguments& arguments) {
    if (!arguments.variants.empty() || !arguments.sleep.empty() || !arguments.interrupts.empty() ||
        !arguments.cancels.empty() || !arguments.scenario_file.empty() ||
        !arguments.clock.empty()) {
        throw UsageError{fmt::format(
            "{}: a recording has happened: leave variants, interventions and the clock out",
            arguments.lesson)};
    }
    return arguments.lesson;
}

/// Throws UsageError, with what to do instead, where there is none for a window.
void require_display(const Arguments& arguments) {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
        const int lesson = arguments.lesson.empty() ? 0 : parse_lesson(arguments.lesson);
        const std::string instead =
            !arguments.file.empty()
                ? fmt::format("open {}", arguments.file)
                : fmt::format("run {}", lesson != 0 ? lesson : lessons::all().front().number);
        throw UsageError{fmt::format(
            "there is no display for a window: 'coroscope {} --timeline' shows it in text",
            instead)};
    }
}

int open_window(const Arguments& arguments, std::optional<Scenario> scenario = {}) {
    const int lesson = arguments.lesson.empty() ? 0 : parse_lesson(arguments.lesson);
    require_display(arguments);
    const viz::LoadedSettings loaded = viz::load_settings(viz::settings_file());
    viz::WindowOptions options{.lesson = lesson,
                               .language = viz::language_of_locale(),
                               .settings = loaded.settings,
                               .file = scenario ? std::string{} : arguments.file,
                               .scenario = std::move(scenario),
                               .startup_time = arguments.startup_time};
    if (!loaded.set_aside.empty()) {
        options.notice = viz::tr(options.language, viz::Str::settings_broken, {loaded.set_aside});
    }
    return viz::run_window(options);
}

/// `coroscope open FILE.scenario`: what somebody did to a program, as `run --scenario` does it.
int open_scenario(const Arguments& arguments) {
    Arguments named = arguments;
    named.scenario_file = arguments.file;
    const Scenario scenario = scenario_of(named);
    if (arguments.timeline || arguments.narrate) {
        return run_headless(
            {.scenario = scenario, .timeline = arguments.timeline, .narrate = arguments.narrate});
    }
    find_program(scenario);  // throws for what the file asks for and is not there
    return open_window(arguments, scenario);
}

/// `coroscope open FILE.py`: runs it and opens the recording. 1 where the program has failed.
int open_script(const Arguments& arguments) {
    const bool in_text = arguments.timeline || arguments.narrate;
    if (!in_text) {
        require_display(arguments);
    }
    const RecordedScript recorded{arguments.file, arguments.program_arguments};
    if (!recorded.recorded()) {
        return 1;
    }
    Arguments named = arguments;
    named.file = recorded.file();
    const int code = in_text ? open_headless({.file = named.file,
                                              .timeline = named.timeline,
                                              .narrate = named.narrate,
                                              .printed_here = true})
                             : open_window(named);
    return code == 0 && recorded.failed() ? 1 : code;
}

int open_file(const Arguments& arguments) {
    const FileKind kind = kind_of_file(arguments.file);
    if (kind == FileKind::script) {
        return open_script(arguments);
    }
    if (!arguments.program_arguments.empty()) {
        throw UsageError{fmt::format("{}: only a Python program is given arguments, as '{}'",
                                     arguments.file, arguments.program_arguments.front())};
    }
    if (kind == FileKind::scenario) {
        return open_scenario(arguments);
    }
    if (arguments.timeline || arguments.narrate) {
        return open_headless({arguments.file, arguments.timeline, arguments.narrate});
    }
    check_recording(arguments.file);
    return open_window(arguments);
}

void add_choices(CLI::App& command, Arguments& arguments) {
    command.add_option("lesson", arguments.lesson, "Its number or name");
    command.add_option("--variant", arguments.variants, "NAME=CHOICE; may be repeated")
        ->take_all()
        ->allow_extra_args(false);
    command.add_option("--sleep", arguments.sleep, "async or blocking: --variant sleep=…");
}

/// What a person can do to a run from the command line.
void add_scenario(CLI::App& command, Arguments& arguments) {
    add_choices(command, arguments);
    command
        .add_option("--interrupt", arguments.interrupts, "Ctrl-C at that second; may be repeated")
        ->allow_extra_args(false);
    command.add_option("--cancel", arguments.cancels, "TASK@SECONDS: cancel it; may be repeated")
        ->allow_extra_args(false);
    command.add_option("--scenario", arguments.scenario_file,
                       "What is done to it, from a file: variants, at T: cancel TASK, …");
    command.add_option("--clock", arguments.clock, "virtual (at once) or steady (in real time)");
}

void add_run(CLI::App& command, Arguments& arguments) {
    add_scenario(command, arguments);
    command.add_option("--compare", arguments.compare,
                       "NAME=CHOICE: run it so as well, and say what differs");
    command.add_option("--trace", arguments.trace_file,
                       "Write the recording: FILE.jsonl (text) or FILE.coro (compact)");
    command.add_flag("--narrate", arguments.narrate, "Tell the run beat by beat, in sentences");
    command.add_flag("--timeline", arguments.timeline, "Draw the timeline in text");
}

/// What is wrong with what was typed, in our words where the parser's speak of its inside.
std::string words_of(const CLI::ParseError& error) {
    std::string words = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string option = words.substr(0, words.find(':'));
        const bool twice = words.find("At Most") != std::string::npos;
        words = option + (twice ? " is there more than once" : " needs a value behind it");
    }
    return fmt::format("{}: see 'coroscope --help'", words);
}

/// Where the words of `open FILE.py … -- OPTIONS` end that are ours. The parser has no place for
/// more behind `--` once it has seen an argument.
int end_of_own(int argc, const char* const* argv) {
    if (argc < 2 || argv[1] != std::string_view{"open"}) {
        return argc;
    }
    return static_cast<int>(std::find(argv, argv + argc, std::string_view{"--"}) - argv);
}

int dispatch(int argc, const char* const* argv) {
    Arguments arguments;
    const int own = end_of_own(argc, argv);
    CLI::App app{
        "coroscope: an oscilloscope for coroutines. Without a command it opens the window."};
    app.name("coroscope");
    app.add_option("LESSON", arguments.lesson, "The lesson to open: its number or name");
    app.add_flag("--startup-time", arguments.startup_time,
                 "Print how long it takes until the first lesson is seen, and end");
    CLI::App* list = app.add_subcommand("list", "The lessons, one a line");
    CLI::App* code = app.add_subcommand("code", "A lesson's listing, as it runs");
    add_choices(*code, arguments);
    code->add_option("--scenario", arguments.scenario_file,
                     "Of what a scenario file names, as a program of the sandbox");
    bool python = false;
    CLI::Option* python_flag =
        code->add_flag("--python", python, "The Python listing (the default)");
    code->add_flag("--cpp", arguments.cpp, "The C++ listing")->excludes(python_flag);
    CLI::App* run = app.add_subcommand("run", "Run a lesson without a window");
    add_run(*run, arguments);
    CLI::App* exporting = app.add_subcommand(
        "export",
        "Take a lesson, or a recording's file, away: picture, animation, hand-out, transcript, "
        "recording");
    add_scenario(*exporting, arguments);
    add_export_options(*exporting, arguments.exported);
    CLI::App* open =
        app.add_subcommand("open", "A Python program, a recording or a scenario in the window");
    open->add_option("FILE", arguments.file, "FILE.py, FILE.coro, FILE.jsonl or FILE.scenario")
        ->required();
    open->add_option("ARGUMENTS", arguments.program_arguments,
                     "What the Python program is given; its own options stand behind --");
    open->add_flag("--narrate", arguments.narrate, "Tell it beat by beat, without a window");
    open->add_flag("--timeline", arguments.timeline, "Draw the timeline in text, without a window");
    app.require_subcommand(0, 1);
    try {
        app.parse(own, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            return app.exit(error);  // --help
        }
        throw UsageError{words_of(error)};
    }
    arguments.program_arguments.insert(arguments.program_arguments.end(),
                                       argv + std::min(own + 1, argc), argv + argc);
    if (list->parsed()) {
        return list_lessons();
    }
    if (code->parsed()) {
        return print_code(arguments);
    }
    if (run->parsed()) {
        return run_lesson(arguments);
    }
    if (exporting->parsed()) {
        return trace::is_recording_name(arguments.lesson)
                   ? export_recording(arguments.exported, recording_to_export(arguments))
                   : run_export(arguments.exported, scenario_of(arguments));
    }
    if (open->parsed()) {
        return open_file(arguments);
    }
    return open_window(arguments);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
    try {
        const int code = dispatch(argc, argv);
        errno = 0;
        if (!std::cout.flush()) {
            throw UsageError{fmt::format("the output cannot be written{}{}; send it elsewhere",
                                         errno != 0 ? ": " : "",
                                         errno != 0 ? std::strerror(errno) : "")};
        }
        return code;
    } catch (const std::exception& error) {
        std::cerr << "coroscope: " << error.what() << '\n';
        return 2;
    }
}

}  // namespace coroscope
