// Hand-overs between three and more loops: their words stand beside their arrows, lit by what
// passes.
#include "viz/panels/stage_ways.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "lessons/sandbox/program.hpp"
#include "tests/model/recording_builder.hpp"
#include "tests/panels/bench.hpp"
#include "tests/panels/stage_stand.hpp"
#include "viz/model/fold.hpp"
#include "viz/panels/layout.hpp"

using namespace coroscope::viz;
namespace sandbox = coroscope::sandbox;

namespace {

/// Three threads with loops: the first spawns a task of the second and cancels one of the third.
sandbox::Program three_loops() {
    using enum sandbox::StepKind;
    sandbox::Program program;
    program.loops = 3;
    program.tasks = {
        {.name = "brew",
         .steps = {{.kind = sleep, .tenths = 5},
                   {.kind = spawn, .task = 1},
                   {.kind = cancel, .task = 2}}},
        {.name = "toast", .loop = 1, .starts = false, .steps = {{.kind = sleep, .tenths = 10}}},
        {.name = "pour", .loop = 2, .steps = {{.kind = sleep, .tenths = 20}}},
        {.name = "grind", .loop = 1, .steps = {{.kind = sleep, .tenths = 20}}}};
    return program;
}

std::unique_ptr<App> sandbox_app(const sandbox::Program& program, Language language) {
    auto app = app_with_lesson(9, language);
    app->handle(Build{sandbox::write(program)});
    wait_for_run(*app);
    app->handle(DismissNotice{});
    app->handle(GoToStart{});
    return app;
}

/// Three threads with loops; the first asks the second's for a result, waits for that, and then
/// calls something soon in the third's.
coroscope::trace::Recording asked_and_answered() {
    using coroscope::trace::Kind;
    coroscope::viz::test::RecordingBuilder run;
    run.on(1).in(1).loop_new();
    for (const ThreadId thread : {2U, 3U}) {
        run.on(1).thread_start(thread, "Thread-" + std::to_string(thread));
        run.on(thread).in(static_cast<LoopId>(thread)).loop_new().run_begin("run_forever");
    }
    const Party future = Party::future(1);
    run.on(1).in(2).event(Kind::future_new, "run_coroutine_threadsafe", future);
    run.line(5).call_threadsafe(1, "callback");
    run.event(Kind::block_begin, "result", future);
    run.on(2).at(1).event(Kind::future_done, "result", future);
    run.on(1).event(Kind::block_end, "", future);
    run.in(3).line(7).call_threadsafe(2, "stop");
    run.in(1).run_begin("run_forever").run_end();
    return run.recording();
}

/// Threads without loops ask the main thread's for a coroutine's result, each in its turn.
coroscope::trace::Recording calls_from_threads(ThreadId threads) {
    using coroscope::trace::Kind;
    coroscope::viz::test::RecordingBuilder run;
    run.on(1).in(1).loop_new().run_begin("run_forever");
    for (ThreadId thread = 2; thread < 2 + threads; ++thread) {
        run.on(1).thread_start(thread, "Thread-" + std::to_string(thread));
    }
    for (ThreadId thread = 2; thread < 2 + threads; ++thread) {
        const Party future = Party::future(thread);
        run.on(thread).in(1).event(Kind::future_new, "run_coroutine_threadsafe", future);
        run.line(5).call_threadsafe(thread, "callback");
        run.event(Kind::block_begin, "result", future);
        run.on(1).event(Kind::future_done, "result", future);
        run.on(thread).event(Kind::block_end, "", future);
    }
    run.on(1).in(1).run_end();
    return run.recording();
}

std::size_t seq_of(const coroscope::trace::Recording& run, coroscope::trace::Kind kind,
                   LoopId loop) {
    std::size_t seq = 0;
    while (run.events[seq].kind != kind || (loop != 0 && run.events[seq].loop != loop)) ++seq;
    return seq;
}

/// The words of the ways between two moments, the first of which followed upon `before`.
struct Between {
    Between(const coroscope::trace::Recording& run, std::size_t before, std::size_t now,
            std::size_t next, float t)
        : cast{stage_cast(run)},
          first{fold(run, now)},
          second{fold(run, next)},
          input{run, cast, first, second, view, t, 0, {}, before},
          scene{input,
                {run, first, 0, Language::english},
                {run, second, 0, Language::english},
                layout_stage(first, cast, {0, 0, 900, 300}, 1),
                layout_stage(second, cast, {0, 0, 900, 300}, 1),
                t,
                {}} {}

    [[nodiscard]] float lit(std::string_view words) const {
        for (const WayWords& each : row_way_words(scene))
            if (each.words == words) return each.lit;
        return -1;
    }

    View view;
    StageCast cast;
    World first;
    World second;
    StageInput input;
    StageScene scene;
};

const TextRecord* text_of(const TextLog& log, std::string_view words) {
    for (const TextRecord& text : log.texts)
        if (text.text == words) return &text;
    return nullptr;
}

}  // namespace

TEST_CASE(
    "between three loops the arrows carry words at every size, in full, and above the row "
    "that they come in to") {
    for (const auto& [size, scale] :
         {std::pair{ImVec2{1280, 720}, 1.0f}, std::pair{ImVec2{1920, 1080}, 1.0f},
          std::pair{ImVec2{1920, 1080}, 1.375f}, std::pair{ImVec2{3840, 2160}, 2.0f}}) {
        Bench bench{size, scale};
        for (const Language language : {Language::english, Language::chinese}) {
            const auto app = sandbox_app(three_loops(), language);
            CAPTURE(size.x);
            TextLog log;
            bench.frame(*app, &log);
            log = {};
            bench.frame(*app, &log);
            const TextRecord* coroutine = text_of(log, run_coroutine_threadsafe);
            const TextRecord* callback = text_of(log, call_soon_threadsafe);
            REQUIRE(coroutine != nullptr);
            REQUIRE(callback != nullptr);
            for (const TextRecord* text : {coroutine, callback}) {
                CHECK_FALSE(text->shortened);
                CHECK(text->container.contains(text->rect, 1));
                CHECK(text->rect.height() >= 12 * bench.scale());
            }
            // To the second thread's loop, then to the third's.
            CHECK(coroutine->rect.max.y < callback->rect.min.y);
        }
    }
}

TEST_CASE("what flies from thread to thread passes over no words: these give way") {
    Bench bench{{1280, 720}, 1};
    int flying = 0;
    int seen_before = 0;
    const auto app = app_with_lesson(7);
    for (double beat = 4; beat < 8; beat += 0.02) {
        app->handle(Seek{beat});
        TextLog log;
        bench.frame(*app, &log);
        const TextRecord* words = text_of(log, "coroutine_");
        seen_before += words != nullptr && beat == 4 ? 1 : 0;
        for (const TextRecord& token : log.texts) {
            if (token.text != "callback") continue;
            ++flying;
            for (const TextRecord& way : log.texts)
                if (way.text == "run_" || way.text == "coroutine_" || way.text == "threadsafe")
                    CHECK(way.rect.intersect(token.clip).empty());
        }
    }
    CHECK(flying > 20);
    CHECK(seen_before == 1);
}

TEST_CASE("who asks for a coroutine's result is told apart from who only calls something soon") {
    const auto run = asked_and_answered();
    const StageCast cast = stage_cast(run);
    REQUIRE(cast.hand_overs.size() == 2);
    CHECK(cast.hand_overs[0] == StageCast::HandOver{1, 2, false, true, true});
    CHECK(cast.hand_overs[1] == StageCast::HandOver{1, 3, true, false, false});
    REQUIRE(cast.promise_of(1) != nullptr);
    CHECK(cast.promise_of(1)->to == 2);
    CHECK(cast.promise_of(2) == nullptr);
}

TEST_CASE(
    "a way lights while something passes, keeps its light until the next beat, and loses it") {
    using coroscope::trace::Kind;
    const auto run = asked_and_answered();
    const std::size_t asked = seq_of(run, Kind::call_threadsafe, 2);
    const std::size_t answered = seq_of(run, Kind::block_end, 0);
    const std::size_t called = seq_of(run, Kind::call_threadsafe, 3);
    CHECK(Between(run, asked - 2, asked - 1, asked, 0).lit(run_coroutine_threadsafe) == 0);
    CHECK(Between(run, asked - 2, asked - 1, asked, 0.5f).lit(run_coroutine_threadsafe) == 1);
    CHECK(Between(run, asked - 1, asked, asked + 1, 0).lit(run_coroutine_threadsafe) == 1);
    CHECK(Between(run, asked - 1, asked, asked + 1, 0.9f).lit(run_coroutine_threadsafe) < 0.2f);
    CHECK(Between(run, asked, asked + 1, asked + 2, 0).lit(run_coroutine_threadsafe) == 0);
    CHECK(Between(run, asked - 1, asked, asked + 1, 0).lit(call_soon_threadsafe) == 0);
    CHECK(Between(run, answered - 1, answered, answered, 0).lit(result_call) == 1);
    CHECK(Between(run, called - 1, called, called, 0).lit(call_soon_threadsafe) == 1);
    CHECK(Between(run, called - 1, called, called, 0).lit(result_call) == 0);
}

TEST_CASE(
    "between a loop and threads beside it, the words of both directions have their own room") {
    for (const ThreadId threads : {1U, 2U, 3U}) {
        for (const float height : {230.0f, 330.0f, 480.0f}) {
            coroscope::viz::test::Stand stand{calls_from_threads(threads), {1200, height}};
            stand.view.playback.position = static_cast<double>(stand.film.beats.last());
            stand.frame(coroscope::viz::test::Stand::Panel::stage);
            CAPTURE(threads);
            CAPTURE(height);
            std::string faults;
            for (const std::string& fault : coroscope::viz::test::text_faults(stand.log)) {
                faults += fault + "\n";
            }
            CHECK(faults == "");
            // Two threads' lanes at least are high enough for a call's words.
            if (threads < 3) CHECK(text_of(stand.log, "threadsafe") != nullptr);
        }
    }
}

TEST_CASE("the words of a way stand next to the row that it leads to") {
    const auto run = asked_and_answered();
    const Between still{run, 0, run.events.size() - 2, run.events.size() - 1, 0};
    const std::vector<WayWords> words = row_way_words(still.scene);
    REQUIRE(words.size() == 3);
    for (const WayWords& each : words) {
        CAPTURE(std::string{each.words});
        CHECK(each.gap == (each.words == call_soon_threadsafe ? 1 : 0));
        CHECK(each.down == (each.words != result_call));
    }
}

TEST_CASE(
    "what passes between rows is told in words in each of its moments, however low they are") {
    for (const auto& [size, scale] :
         {std::pair{ImVec2{1280, 720}, 1.0f}, std::pair{ImVec2{1280, 720}, 1.25f},
          std::pair{ImVec2{1920, 1080}, 1.0f}})
        for (const bool presenting : {false, true}) {
            Bench bench{size, effective_scale(size, scale, presenting)};
            for (const Language language : {Language::english, Language::chinese}) {
                const auto app = sandbox_app(three_loops(), language);
                app->handle(Present{presenting});
                const auto& events = app->film().recording.events;
                std::size_t told = 0;
                for (std::size_t beat = 0; beat <= app->last_beat(); ++beat) {
                    const auto& event = events[app->film().beats[beat].seq];
                    if (event.kind != coroscope::trace::Kind::call_threadsafe) continue;
                    app->handle(Seek{static_cast<double>(beat)});
                    bench.frame(*app);
                    TextLog log;
                    bench.frame(*app, &log);
                    CAPTURE(size.x);
                    CAPTURE(scale);
                    CAPTURE(presenting);
                    CAPTURE(beat);
                    CHECK((text_of(log, run_coroutine_threadsafe) != nullptr ||
                           text_of(log, call_soon_threadsafe) != nullptr));
                    ++told;
                }
                CHECK(told > 0);
            }
        }
}

TEST_CASE("a row whose thread is blocked names the call, however low it is") {
    using coroscope::trace::Kind;
    for (const bool presenting : {false, true}) {
        Bench bench{{1280, 720}, effective_scale({1280, 720}, 1, presenting)};
        const auto app = sandbox_app(three_loops(), Language::english);
        app->handle(Present{presenting});
        const auto& events = app->film().recording.events;
        std::size_t beat = 0;
        while (beat <= app->last_beat() &&
               events[app->film().beats[beat].seq].kind != Kind::block_begin)
            ++beat;
        REQUIRE(beat <= app->last_beat());
        app->handle(Seek{static_cast<double>(beat)});
        bench.frame(*app);
        TextLog log;
        bench.frame(*app, &log);
        CAPTURE(presenting);
        CHECK(std::any_of(log.texts.begin(), log.texts.end(), [](const TextRecord& text) {
            return text.rect.min.y < 360 && text.rect.min.x > 400 &&
                   (text.text == "join()" || text.text == "blocked in join()");
        }));
    }
}

TEST_CASE("a row whose thread runs its loop names the call, however long what it runs until is") {
    for (const Language language : {Language::english, Language::chinese}) {
        Bench bench{{1280, 720}, 1};
        const auto app = sandbox_app(three_loops(), language);
        for (std::size_t beat = 0; beat <= app->last_beat(); ++beat) {
            app->handle(Seek{static_cast<double>(beat)});
            bench.frame(*app);
            TextLog log;
            bench.frame(*app, &log);
            const World world = app->film().keyframes.at(app->film().beats[beat].seq);
            const auto running = std::ranges::count_if(world.threads, [&](const Thread& thread) {
                return thread.running_loop != 0 && thread.blocked_in == 0 &&
                       world.loops[thread.running_loop].activity != LoopActivity::selecting &&
                       !world.loops[thread.running_loop].stopping;
            });
            const auto named = std::ranges::count_if(log.texts, [](const TextRecord& text) {
                return text.rect.min.y < 330 && text.rect.min.x > 420 && text.rect.min.x < 640 &&
                       text.text.find("run") != std::string::npos &&
                       text.text.find('(') != std::string::npos;
            });
            CAPTURE(beat);
            CHECK(named >= running);
        }
    }
}
