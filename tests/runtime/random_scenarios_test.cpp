// Whatever a person does to a lesson: it ends, it ends the same twice, and what came before the
// intervention is as it was.
#include <cstring>
#include <random>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using Action = Intervention::Action;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int scenarios = 100;  // they take twenty times as long
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int scenarios = 100;
#else
constexpr int scenarios = 2000;
#endif
#else
constexpr int scenarios = 2000;
#endif

/// How many of the first `count` events are the same in both, counted from the second: the first is
/// about the recording.
bool same_events(const trace::Recording& one, const trace::Recording& other, std::size_t count) {
    return one.events.size() >= count && other.events.size() >= count &&
           std::memcmp(one.events.data() + 1, other.events.data() + 1,
                       (count - 1) * sizeof(trace::Event)) == 0;
}

// The tables themselves may differ: a port that the system has chosen was an argument.
bool same_texts(const trace::Recording& one, const trace::Recording& other) {
    for (std::size_t seq = 1; seq < one.events.size(); ++seq) {
        if (one.text(one.events[seq]) != other.text(other.events[seq])) {
            return false;
        }
    }
    return true;
}

bool same(const RecordedRun& one, const RecordedRun& other) {
    return one.recording.events.size() == other.recording.events.size() &&
           same_events(one.recording, other.recording, one.recording.events.size()) &&
           same_texts(one.recording, other.recording) && one.printed == other.printed &&
           one.outcome.error == other.outcome.error &&
           one.outcome.interventions == other.outcome.interventions;
}

/// Where the intervention can first change anything.
std::size_t begin_of(const Intervention& intervention, const RecordedRun& before) {
    const trace::Recording& recording = before.recording;
    const bool deadlocked = std::ranges::any_of(recording.strings, [](const std::string& text) {
        return text.find("DeadlockError") != std::string::npos;
    });
    if (const auto* after = std::get_if<After>(&intervention.when)) {
        return std::min<std::size_t>(after->seq + 1, recording.events.size());
    }
    const auto* at = std::get_if<At>(&intervention.when);
    if (at != nullptr && deadlocked) {
        return 1;  // that somebody will do something is what a deadlock is without
    }
    const std::int64_t time = at != nullptr ? at->time.count() : 0;
    std::size_t seq = 1;
    while (seq < recording.events.size() && recording.events[seq].t_ns < time) {
        ++seq;
    }
    return seq;
}

class Draw {
public:
    explicit Draw(unsigned seed) : engine_{seed} {}

    std::size_t below(std::size_t count) { return engine_() % std::max<std::size_t>(count, 1); }

    Intervention intervention(const trace::Recording& recording) {
        constexpr std::array actions{Action::interrupt, Action::cancel, Action::complete,
                                     Action::raise, Action::block};
        Intervention made{
            .action = actions[below(actions.size())], .target = target(recording), .exception = {}};
        if (made.action == Action::interrupt) {
            made.target.clear();
        } else if (made.action == Action::raise) {
            made.exception = std::string{raisable_types()[below(raisable_types().size())]} + ": x";
        }
        const std::size_t seq = 1 + below(recording.events.size() - 1);
        if (made.action == Action::block) {
            made.when = NthSleep{static_cast<std::uint32_t>(1 + below(2))};
        } else if (below(3) == 0) {
            made.when = At{Nanoseconds{recording.events[seq].t_ns +
                                       static_cast<std::int64_t>(below(3) * 250'000'000)}};
        } else {
            made.when = after_event(recording, seq);
        }
        return made;
    }

private:
    std::string target(const trace::Recording& recording) {
        const std::size_t tasks = recording.task_names.size() - 1;
        return std::string{
            recording.task_name(static_cast<trace::TaskId>(tasks == 0 ? 0 : 1 + below(tasks)))};
    }
    std::mt19937 engine_;
};

}  // namespace

TEST_CASE("whatever a person does to a lesson, it ends, twice the same, with its past unchanged") {
    unsigned seed = 0;
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (int i = 0; i < scenarios; ++i) {
            Draw draw{++seed};
            const lessons::Program& program = lesson.programs[draw.below(lesson.programs.size())];
            std::vector<Intervention> interventions;
            RecordedRun before = record(program.run);
            const std::size_t lines = 1 + draw.below(i % 4 == 0 ? 3 : 1);
            for (std::size_t line = 0; line < lines; ++line) {
                const Intervention added = draw.intervention(before.recording);
                interventions.push_back(added);
                INFO("lesson ", lesson.number, ", seed ", seed, ": ",
                     write_scenario({.lesson = lesson.number, .interventions = interventions}));
                RecordedRun run = record(program.run, interventions);
                const bool unchanged =
                    same_events(before.recording, run.recording, begin_of(added, before));
                REQUIRE(unchanged);
                before = std::move(run);
            }
            INFO("lesson ", lesson.number, ", seed ", seed, ": ",
                 write_scenario({.lesson = lesson.number, .interventions = interventions}));
            const bool repeated = same(before, record(program.run, interventions));
            REQUIRE(repeated);
        }
    }
}

TEST_CASE("removing an intervention gives back the recording that was before it") {
    for (const lessons::Lesson& lesson : lessons::all()) {
        const lessons::Program& program = lesson.programs.front();
        const RecordedRun before = record(program.run);
        Draw draw{static_cast<unsigned>(lesson.number)};
        for (int i = 0; i < 20; ++i) {
            Scenario scenario{.interventions = {draw.intervention(before.recording)}};
            record(program.run, scenario.interventions);
            scenario.interventions.pop_back();
            const bool given_back = same(before, record(program.run, scenario.interventions));
            CHECK(given_back);
        }
    }
}

}  // namespace coroscope
