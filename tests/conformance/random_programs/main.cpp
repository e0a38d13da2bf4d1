// Runs random programs on our runtime: `random_programs PROGRAMS FOLDER`. PROGRAMS has one in each
// line, as JSON; the recording of the first becomes FOLDER/0.cpp.jsonl, and so on. Each runs in a
// process of its own, so that a crash costs only one recording.
#include <fstream>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

#include "runtime/trace/jsonl.hpp"
#include "runtime/virtual_clock.hpp"
#include "tests/conformance/random_programs/program.hpp"

namespace coroscope::conformance {

namespace {

void record(const std::string& text, const std::string& file) {
    Program program{Json::parse(text)};
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{
        {.clock = clock, .recorder = &recorder, .interventions = program.interventions()}};
    run.drop_at_exit([&] { program.drop_globals(); });
    run.execute([&] { program.run(); });
    std::ofstream out{file};
    trace::write_jsonl(recorder.recording("random"), out);
}

int record_all(const std::string& programs, const std::string& folder) {
    std::ifstream in{programs};
    std::string line;
    for (int number = 0; std::getline(in, line); ++number) {
        const pid_t child = fork();
        if (child == 0) {
            record(line, folder + "/" + std::to_string(number) + ".cpp.jsonl");
            return 0;
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (status != 0) {
            std::cerr << "program " << number << " ended with status " << status << '\n';
        }
    }
    return 0;
}

}  // namespace
}  // namespace coroscope::conformance

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: random_programs PROGRAMS FOLDER\n";
        return 2;
    }
    return coroscope::conformance::record_all(argv[1], argv[2]);
}
