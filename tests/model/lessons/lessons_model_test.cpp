// The model on what the runtime really records: every lesson in every combination of its variants,
// left alone and interrupted.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "runtime/program_run.hpp"
#include "runtime/virtual_clock.hpp"
#include "viz/app/text_timeline.hpp"
#include "viz/model/console.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/keyframes.hpp"
#include "viz/model/listing.hpp"
#include "viz/model/tracks.hpp"

// Inside, because both the runtime and the model have a Task.
namespace coroscope::viz {
namespace {

struct Run {
    std::string name;
    const lessons::Program* program = nullptr;
    trace::Recording recording;
    std::vector<std::string> output;
};

Run run_program(const lessons::Lesson& lesson, const lessons::Program& program,
                std::vector<Intervention> interventions = {}) {
    Run result;
    result.program = &program;
    result.name = std::string{lesson.slug};
    for (const lessons::Choice& choice : program.choices) {
        result.name += " " + std::string{choice.name} + "=" + std::string{choice.choice};
    }
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock,
                    .recorder = &recorder,
                    .output =
                        [&](Stream stream, std::string_view line) {
                            if (stream == Stream::out) {
                                result.output.emplace_back(line);
                            }
                        },
                    .interventions = std::move(interventions)}};
    run.execute(program.run);
    result.recording = recorder.recording(result.name + " clock=virtual language=cpp");
    return result;
}

const std::vector<Run>& all_runs() {
    static const std::vector<Run> runs = [] {
        std::vector<Run> made;
        for (const lessons::Lesson& lesson : lessons::all()) {
            for (const lessons::Program& program : lesson.programs) {
                made.push_back(run_program(lesson, program));
                for (const double seconds : {0.15, 1.5}) {
                    const auto at = Nanoseconds{static_cast<std::int64_t>(seconds * 1e9)};
                    made.push_back(run_program(lesson, program, {interrupt_at(at)}));
                }
            }
        }
        return made;
    }();
    return runs;
}

// An interrupt can take away who would have stopped a loop: the main thread has ended, and nobody
// comes any more. Such a program is given up as a deadlock.
bool is_left_running(const trace::Recording& recording) {
    std::size_t forever = 0;
    std::size_t stops = 0;
    std::size_t interrupts = 0;
    for (const trace::Event& event : recording.events) {
        forever +=
            event.kind == trace::Kind::loop_run_begin && recording.text(event) == "run_forever";
        stops += event.kind == trace::Kind::loop_stop;
        interrupts += event.kind == trace::Kind::interrupt;
    }
    return interrupts > 0 && forever > stops;
}

// Threads that nobody waits for: an interrupt came while the main thread joined them.
std::set<trace::ThreadId> left_behind(const trace::Recording& recording) {
    constexpr trace::ThreadId main = 1;
    std::set<trace::ThreadId> threads;
    trace::Party joined;
    for (const trace::Event& event : recording.events) {
        if (event.thread == main && event.kind == trace::Kind::block_begin) {
            joined = recording.text(event) == "join" ? event.other : trace::Party{};
        } else if (event.kind == trace::Kind::interrupt && joined) {
            threads.insert(static_cast<trace::ThreadId>(joined.number()));
        }
    }
    return threads;
}

Run lesson_five(std::vector<Intervention> interventions) {
    const lessons::Lesson* lesson = lessons::find("5");
    REQUIRE(lesson != nullptr);
    return run_program(*lesson, lesson->programs.front(), std::move(interventions));
}

}  // namespace

TEST_CASE("a world from a keyframe equals the world folded from the start, in every lesson") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        const Keyframes keyframes{run.recording, 10};
        for (std::size_t seq = 0; seq < run.recording.events.size(); ++seq) {
            REQUIRE(keyframes.at(seq) == fold(run.recording, seq));
        }
    }
}

TEST_CASE("every lesson ends with each task finished or dropped, no loop running, nothing queued") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        const World end = fold(run.recording, SIZE_MAX);
        if (is_left_running(run.recording)) {
            continue;
        }
        for (const Loop& loop : end.loops) {
            CHECK((loop.id == 0 || loop.activity == LoopActivity::closed ||
                   loop.activity == LoopActivity::not_running));
            CHECK_FALSE(loop.current);
        }
        const std::set<trace::ThreadId> left = left_behind(run.recording);
        for (const Thread& thread : end.threads) {
            CHECK((thread.blocked_in == 0 || left.contains(thread.id)));
            CHECK(thread.current_task == 0);
            CHECK(thread.running_loop == 0);
        }
        for (const Task& task : end.tasks) {
            CHECK((task.id == 0 || task.state != TaskState::running));
            CHECK((task.id == 0 || task.label != 0));
        }
    }
}

TEST_CASE("only one task of a loop runs at a time, and the loop knows which") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        World world;
        for (std::size_t seq = 0; seq < run.recording.events.size(); ++seq) {
            apply(world, run.recording, seq);
            std::size_t queued = 0;
            for (const Task& task : world.tasks) {
                if (task.id != 0 && task.state == TaskState::running) {
                    REQUIRE(world.loops[task.loop].current == Party::task(task.id));
                }
                queued += task.id != 0 && task.state == TaskState::ready &&
                          world.loops[task.loop].activity != LoopActivity::closed;
            }
            for (const Loop& loop : world.loops) {
                queued += loop.handles.size();
                for (const Party party : loop.ready) {
                    REQUIRE((party.kind() != trace::PartyKind::handle ||
                             loop.handles.find(party.number()) != nullptr));
                }
                REQUIRE(queued >= loop.ready.size());
                queued -= loop.ready.size();
            }
            REQUIRE(queued == 0);  // whatever is ready stands in a queue, and nothing else does
        }
    }
}

TEST_CASE("an iteration says how many handles were ready, and the fold has as many") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        World world;
        for (std::size_t seq = 0; seq < run.recording.events.size(); ++seq) {
            const trace::Event& event = run.recording.events[seq];
            if (event.kind == trace::Kind::iteration_begin) {
                CAPTURE(seq);
                CHECK(static_cast<std::int64_t>(world.loops[event.loop].ready.size()) ==
                      event.value);
            }
            apply(world, run.recording, seq);
        }
    }
}

TEST_CASE("the console shows what the program printed") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        std::vector<std::string> shown;
        for (const ConsoleLine& line : console_lines(run.recording)) {
            if (line.kind == ConsoleLineKind::out) {
                shown.push_back(console_text(run.recording, line));
            }
        }
        CHECK(shown == run.output);
    }
}

TEST_CASE("the console complains of the coroutine that nobody awaits, as CPython does") {
    const auto is_interrupt = [](const trace::Event& event) {
        return event.kind == trace::Kind::interrupt;
    };
    std::set<std::string> complaints;
    for (const Run& run : all_runs()) {
        if (!run.name.starts_with("08_aiohttp") ||
            std::ranges::any_of(run.recording.events, is_interrupt)) {
            continue;
        }
        for (const ConsoleLine& line : console_lines(run.recording)) {
            if (line.kind == ConsoleLineKind::complaint) {
                complaints.insert(console_text(run.recording, line));
            }
        }
    }
    CAPTURE(complaints.size());
    REQUIRE(complaints.size() == 1);
    CHECK(*complaints.begin() ==
          "RuntimeWarning: coroutine 'ClientResponse.read' was never awaited");
}

TEST_CASE("at every beat, the last one too, the running line is one of the lesson's") {
    for (const Run& run : all_runs()) {
        CAPTURE(run.name);
        const Beats beats{run.recording};
        std::vector<int> python{0};
        python.reserve(run.program->cpp.size() + 1);
        for (const lessons::Line& line : run.program->cpp) {
            python.push_back(line.python_line);
        }
        bool suspended = false;
        for (std::size_t beat = 1; beat < beats.size(); ++beat) {
            const World world = fold(run.recording, beats[beat].seq);
            const auto marks = line_marks(world, run.recording, "lesson.cpp");
            const auto runs = std::count_if(marks.begin(), marks.end(), [](const LineMark& mark) {
                return mark.activity != LineActivity::none;
            });
            const auto alive = std::count_if(world.threads.begin() + 1, world.threads.end(),
                                             [](const Thread& thread) { return !thread.ended; });
            const auto most = std::max<std::ptrdiff_t>(alive, 1);  // the end's is the last that ran
            if (run.recording.thread_names.size() == 2 || alive == 0) {
                CHECK(runs == most);
            } else {
                // Some of several threads may be outside of the program's lines, or on the same.
                CHECK(runs <= most);
            }
            for (const LineMark& mark : marks) {
                CHECK(mark.line <= static_cast<int>(run.program->cpp.size()));
                suspended = suspended || !mark.suspended.empty();
            }
            for (const LineMark& mark : line_marks(world, run.recording, "lesson.cpp", python)) {
                CHECK(mark.line <= static_cast<int>(run.program->python.size()));
            }
        }
        const bool blocking = run.name.find("sleep=blocking") != std::string::npos;
        const bool waits =
            std::any_of(run.recording.events.begin(), run.recording.events.end(),
                        [](const trace::Event& event) { return event.kind == trace::Kind::waits; });
        CHECK((suspended || blocking || !waits));
    }
}

TEST_CASE("lesson 5, interrupted at 1.5 s, ends with one task done and two cancelled") {
    const Run run = lesson_five({interrupt_at(Nanoseconds{1'500'000'000})});
    const Beats beats{run.recording};
    const Tracks tracks = build_tracks(run.recording, beats);
    std::vector<SpanKind> ends;
    for (const Track& track : tracks.tracks) {
        if (track.kind == TrackKind::task) {
            ends.push_back(track.spans.back().kind);
        }
    }
    CHECK(ends == std::vector{SpanKind::done, SpanKind::cancelled, SpanKind::cancelled});
    const std::string picture = text_timeline(run.recording);
    CHECK(picture.find("done → 1\n") != std::string::npos);
    CHECK(picture.find("1.5 s in ") != std::string::npos);
    CHECK(picture.find(": 1 done, 2 cancelled\n") != std::string::npos);
    const World end = fold(run.recording, SIZE_MAX);
    CHECK(end.tasks[1].cancel_requests == 0);  // it was done: cancel() returned False
    CHECK(end.tasks[2].cancel_requests == 1);
    CHECK_FALSE(end.tasks[2].must_cancel);
}

TEST_CASE("lesson 5 with a cancel by the person cancels that task alone") {
    const Run run = lesson_five({cancel_at("work(2)", Nanoseconds{1'500'000'000})});
    const World end = fold(run.recording, SIZE_MAX);
    CHECK(end.tasks[1].state == TaskState::done);
    CHECK(end.tasks[2].state == TaskState::cancelled);
    CHECK(end.tasks[3].state == TaskState::done);
    const Beats beats{run.recording};
    const Tracks tracks = build_tracks(run.recording, beats);
    CHECK(tracks.tracks.back().kind == TrackKind::person);
    bool arrow = false;
    for (const Link& link : tracks.links) {
        arrow = arrow || (link.kind == LinkKind::cancelled && link.to == tracks.of_task(2) &&
                          link.from == tracks.tracks.size() - 1);
    }
    CHECK(arrow);
}

}  // namespace coroscope::viz
