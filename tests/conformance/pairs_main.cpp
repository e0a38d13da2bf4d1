// Runs the C++ side of a pair: `pairs NAME [--trace FILE] [--interrupt T]… [--cancel TASK@T]…`,
// or `pairs` alone, which lists them. Exit code 1 where the program failed.
#include <algorithm>
#include <fstream>
#include <iostream>

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
    std::vector<double> interrupts;
    std::vector<std::string> cancels;
};

Nanoseconds seconds(double value) { return Nanoseconds{std::llround(value * 1e9)}; }

int run(const Arguments& arguments) {
    const auto pair = std::ranges::find(pairs(), arguments.name, &Pair::name);
    if (pair == pairs().end()) {
        std::cerr << "pairs: there is no pair " << arguments.name << '\n';
        return 2;
    }
    std::vector<Intervention> interventions;
    for (const double at : arguments.interrupts) {
        interventions.push_back(interrupt_at(seconds(at)));
    }
    for (const std::string& cancel : arguments.cancels) {
        const auto at = cancel.rfind('@');
        interventions.push_back(
            cancel_at(cancel.substr(0, at), seconds(std::stod(cancel.substr(at + 1)))));
    }
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun program{{.clock = clock,
                        .recorder = &recorder,
                        .output =
                            [](Stream stream, std::string_view line) {
                                (stream == Stream::out ? std::cout : std::cerr) << line << '\n';
                            },
                        .interventions = interventions}};
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
    app.add_option("--interrupt", arguments.interrupts)->allow_extra_args(false);
    app.add_option("--cancel", arguments.cancels)->allow_extra_args(false);
    CLI11_PARSE(app, argc, argv);
    if (arguments.name.empty()) {
        for (const auto& pair : coroscope::conformance::pairs()) {
            std::cout << pair.name << '\n';
        }
        return 0;
    }
    return coroscope::conformance::run(arguments);
}
