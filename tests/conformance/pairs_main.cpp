// Runs the C++ side of a pair: `pairs NAME [--trace FILE] [--scenario FILE]`, or `--unrecorded`, or
// `pairs` alone, which lists them. Exit code 1 where the program failed.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>

#include "runtime/program_run.hpp"
#include "runtime/trace/jsonl.hpp"
#include "runtime/virtual_clock.hpp"
#include "tests/conformance/pair.hpp"

namespace coroscope::conformance {

std::vector<Pair>& pairs() {
    static std::vector<Pair> all;
    return all;
}

namespace {

struct Arguments {
    std::string name;
    std::string trace_file;
    std::string scenario_file;
    bool unrecorded = false;
};

std::vector<Intervention> interventions_in(const std::string& file) {
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    return parse_scenario(text, file).interventions;
}

int run(const Arguments& arguments) {
    const auto pair = std::ranges::find(pairs(), arguments.name, &Pair::name);
    if (pair == pairs().end()) {
        std::cerr << "pairs: there is no pair " << arguments.name << '\n';
        return 2;
    }
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun program{{.clock = clock,
                        .recorder = arguments.unrecorded ? nullptr : &recorder,
                        .output =
                            [](Stream stream, std::string_view line) {
                                (stream == Stream::out ? std::cout : std::cerr) << line << '\n';
                            },
                        .interventions = interventions_in(arguments.scenario_file)}};
    const RunOutcome outcome = program.execute(pair->program);
    if (!arguments.trace_file.empty()) {
        std::ofstream out{arguments.trace_file};
        trace::write_jsonl(recorder.recording("pair=" + arguments.name), out);
    }
    if (!outcome.error.empty()) {
        std::cerr << outcome.error << '\n';
    }
    return outcome.error.empty() ? 0 : 1;
}

}  // namespace
}  // namespace coroscope::conformance

int main(int argc, char** argv) {
    coroscope::conformance::Arguments arguments;
    CLI::App app{"Runs the C++ side of a conformance pair"};
    app.add_option("name", arguments.name);
    app.add_option("--trace", arguments.trace_file);
    app.add_option("--scenario", arguments.scenario_file);
    app.add_flag("--unrecorded", arguments.unrecorded);
    CLI11_PARSE(app, argc, argv);
    if (arguments.name.empty()) {
        for (const auto& pair : coroscope::conformance::pairs()) {
            std::cout << pair.name << '\n';
        }
        return 0;
    }
    return coroscope::conformance::run(arguments);
}
