// Runs sandbox programs on our runtime: `sandbox_programs PROGRAMS FOLDER`. PROGRAMS has one in
// each line, as JSON. The first becomes FOLDER/0.py, its recording FOLDER/0.cpp.jsonl, and
// FOLDER/0.lines says which Python line each line of its C++ listing (0.cpp) is; and so on.
#include <fstream>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

#include "lessons/sandbox/interpreter.hpp"
#include "lessons/sandbox/source.hpp"
#include "runtime/program_run.hpp"
#include "runtime/trace/jsonl.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope::sandbox {
namespace {

void record(const std::string& text, const std::string& stem) {
    const Program program = parse(text);
    const Source listing = source(program);
    std::ofstream{stem + ".py"} << listing.python_text();
    std::ofstream{stem + ".cpp"} << listing.cpp_text();
    std::ofstream lines{stem + ".lines"};
    for (const CppLine& line : listing.cpp) {
        lines << line.python_line << '\n';
    }
    Interpreter interpreter{program};
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder, .max_events = most_events}};
    run.execute([&] { interpreter.run(); });
    std::ofstream out{stem + ".cpp.jsonl"};
    trace::write_jsonl(recorder.recording("sandbox"), out);
}

int record_all(const std::string& programs, const std::string& folder) {
    std::ifstream in{programs};
    std::string line;
    for (int number = 0; std::getline(in, line); ++number) {
        const pid_t child = fork();
        if (child == 0) {
            record(line, folder + "/" + std::to_string(number));
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
}  // namespace coroscope::sandbox

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: sandbox_programs PROGRAMS FOLDER\n";
        return 2;
    }
    return coroscope::sandbox::record_all(argv[1], argv[2]);
}
