// Runs a program on the virtual clock and keeps what it recorded and printed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runtime/asyncio.hpp"
#include "runtime/program_run.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope {

struct RecordedRun {
    trace::Recording recording;
    std::vector<std::string> printed;  ///< stdout, line by line
    std::vector<std::string> logged;   ///< stderr
    RunOutcome outcome;

    [[nodiscard]] std::size_t count(trace::Kind kind) const {
        std::size_t found = 0;
        for (const trace::Event& event : recording.events) {
            found += event.kind == kind ? 1 : 0;
        }
        return found;
    }
    /// The first event of that kind; null where there is none.
    [[nodiscard]] const trace::Event* first(trace::Kind kind) const {
        for (const trace::Event& event : recording.events) {
            if (event.kind == kind) {
                return &event;
            }
        }
        return nullptr;
    }
};

inline RecordedRun record(const std::function<void()>& program,
                          std::vector<Intervention> interventions = {}) {
    RecordedRun result;
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{
        {.clock = clock,
         .recorder = &recorder,
         .output =
             [&](Stream stream, std::string_view line) {
                 (stream == Stream::out ? result.printed : result.logged).emplace_back(line);
             },
         .interventions = std::move(interventions)}};
    result.outcome = run.execute(program);
    result.recording = recorder.recording("test");
    return result;
}

}  // namespace coroscope
