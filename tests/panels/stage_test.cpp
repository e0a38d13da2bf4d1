#include "viz/panels/stage.hpp"

#include <tuple>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "tests/panels/stage_stand.hpp"

using namespace coroscope::viz;
using coroscope::viz::test::Stand;

namespace {

constexpr auto stage = Stand::Panel::stage;

bool says(const TextLog& log, std::string_view words) {
    for (const TextRecord& text : log.texts)
        if (text.text.find(words) != std::string::npos) return true;
    return false;
}

ImVec2 middle_of(const Stand& stand, Party party) {
    const Rect area = stand.area();
    const StageLayout layout = layout_stage(stand.world_now(), stand.film.cast,
                                            {0, 0, area.width(), area.height()}, stand.scale());
    const Token* token = layout.find(party);
    REQUIRE(token != nullptr);
    return {token->box.mid_x(), token->box.mid_y()};
}

/// The first beat at which the task is in that state.
double beat_of(const Stand& stand, TaskId task, TaskState state) {
    for (std::size_t beat = 0; beat < stand.film.beats.size(); ++beat) {
        const World world = stand.film.keyframes.at(stand.film.beats[beat].seq);
        if (task < world.tasks.size() && world.tasks[task].id != 0 &&
            world.tasks[task].state == state)
            return static_cast<double>(beat);
    }
    FAIL("the task is never in that state");
    return 0;
}

/// Whether the last frame drew the mark of a failed task within a token. The token's border has
/// that colour too, but lies at its edge.
bool has_failed_mark(const Rect& token) {
    const ImU32 colour = theme(ThemeName::dark).look(Look::failed).edge;
    const Rect inside = token.inset(4);
    const ImDrawData& drawn = *ImGui::GetDrawData();
    for (int i = 0; i < drawn.CmdListsCount; ++i)
        for (const ImDrawVert& vertex : drawn.CmdLists[i]->VtxBuffer)
            if (vertex.col == colour && inside.contains(vertex.pos)) return true;
    return false;
}

}  // namespace

TEST_CASE("a click on a token selects its task, a click on the selected one lets it go") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    stand.view.playback.position = beat_of(stand, 2, TaskState::waiting);
    const Intents chosen = stand.click(stage, middle_of(stand, Party::task(2)));
    REQUIRE(test::last_of<Select>(chosen) != nullptr);
    CHECK(test::last_of<Select>(chosen)->party == Party::task(2));

    stand.view.selection = Party::task(2);
    const Intents released = stand.click(stage, middle_of(stand, Party::task(2)));
    REQUIRE(test::last_of<Select>(released) != nullptr);
    CHECK_FALSE(test::last_of<Select>(released)->party);
}

TEST_CASE("a click beside the tokens asks for nothing") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    CHECK(stand.click(stage, {2, 2}).empty());
}

TEST_CASE("no text of the stage is cut off, overlaps another or is crossed, at any beat") {
    for (const auto& recording : {test::interrupted_sleepers(), test::blocking_sleepers(),
                                  test::jobs_in_a_thread(), test::random_run(5, 250)})
        for (const ImVec2 size : {ImVec2{960, 390}, ImVec2{878, 258}}) {
            Stand stand{recording, size};
            for (const Language language : {Language::english, Language::chinese})
                for (std::size_t beat = 0; beat < stand.film.beats.size(); ++beat) {
                    stand.view.language = language;
                    stand.view.playback.position = static_cast<double>(beat);
                    stand.frame(stage);
                    CAPTURE(beat);
                    CAPTURE(size.x);
                    for (const std::string& fault : test::text_faults(stand.log)) {
                        CAPTURE(fault);
                        CHECK(fault.empty());
                    }
                }
        }
}

TEST_CASE("a waiting task says when it wakes, and a finished one what came of it") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    stand.view.playback.position = beat_of(stand, 1, TaskState::waiting);
    stand.frame(stage);
    CHECK(says(stand.log, "wakes at 1.000"));
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    stand.frame(stage);
    CHECK(says(stand.log, "→ "));
}

TEST_CASE("what sleeps without end says so on the stage and on the timeline") {
    for (const auto& [language, words, timer] :
         {std::tuple{Language::english, "sleep · never wakes", "never due"},
          std::tuple{Language::chinese, "sleep · 永不唤醒", "永不到期"}}) {
        test::RecordingBuilder run;
        run.loop_new().task_new(1, "rest()").run_begin("run_forever").step_begin(1);
        run.line(3).event(coroscope::trace::Kind::timer_set, "late()", Party::handle(7), INT64_MAX);
        run.event(coroscope::trace::Kind::waits, "sleep", Party::future(1), INT64_MAX, 1);
        run.step_end(1, "waits");
        run.iteration(0).select_begin(2).at(2).select_end();
        Stand stand{run.recording(), {1300, 500}};
        stand.view.language = language;
        stand.view.playback.position = static_cast<double>(stand.film.beats.last());
        stand.frame(Stand::Panel::stage);
        CHECK(says(stand.log, words));
        stand.frame(Stand::Panel::timeline);
        CHECK(says(stand.log, "sleep(inf)"));
        CHECK(says(stand.log, timer));
        CHECK_FALSE(says(stand.log, "9223372036"));
    }
}

TEST_CASE("a task that was destroyed while pending is not called cancelled") {
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever").iteration(2);
    run.step_begin(1).done(1).step_end(1, "ends").run_end().destroyed(2);
    Stand stand{run.recording(), {960, 390}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    stand.frame(stage);
    CHECK(says(stand.log, "Destroyed"));
    CHECK_FALSE(says(stand.log, "Cancelled"));
    for (const std::string& fault : test::text_faults(stand.log)) CHECK(fault.empty());
    stand.view.language = Language::chinese;
    stand.frame(stage);
    CHECK(says(stand.log, "被销毁"));
}

TEST_CASE("predicting, the shelf does not tell before its moment that a task is destroyed") {
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever").iteration(2);
    run.step_begin(1).done(1).step_end(1, "ends").run_end().destroyed(2);
    Stand stand{run.recording(), {960, 390}};
    stand.view.prediction.on = true;
    for (std::size_t beat = 0; beat < stand.film.beats.size(); ++beat) {
        stand.view.playback.position = static_cast<double>(beat);
        stand.frame(stage);
        const bool is_gone = beat == stand.film.beats.last();
        CHECK(says(stand.log, "Destroyed") == is_gone);
        const bool has_loop = stand.world_now().loops.size() > 1;
        CHECK(says(stand.log, "Cancelled") == (has_loop && !is_gone));
    }
}

TEST_CASE("a shelf that has room for none of its tasks says how many they are") {
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "shutdown()").task_new(2, "getaddrinfo()").run_begin("run_forever");
    run.iteration(2).step_begin(1).done(1).step_end(1, "ends");
    run.step_begin(2).done(2).step_end(2, "ends").run_end();
    Stand stand{run.recording(), {700, 150}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    stand.frame(stage);
    CHECK(says(stand.log, "2 tasks"));
    for (const std::string& fault : test::text_faults(stand.log)) CHECK(fault.empty());
    stand.view.language = Language::chinese;
    stand.frame(stage);
    CHECK(says(stand.log, "2 个任务"));
}

TEST_CASE("what travels is parted by a margin from the tokens that it passes over") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    const Theme& dark = theme(ThemeName::dark);
    const auto margin_around = [&](Party party) {
        const StageLayout before =
            layout_stage(stand.world_now(), stand.film.cast, {0, 0, 960, 390}, stand.scale());
        const StageLayout after =
            layout_stage(stand.world_next(), stand.film.cast, {0, 0, 960, 390}, stand.scale());
        const Token* from = before.find(party);
        const Token* to = after.find(party);
        REQUIRE((from != nullptr && to != nullptr && from->place != to->place));
        // Corners of its margin, in the colour of the ground and outside of every other token.
        const ImDrawData& drawn = *ImGui::GetDrawData();
        std::size_t found = 0;
        for (int i = 0; i < drawn.CmdListsCount; ++i)
            for (const ImDrawVert& vertex : drawn.CmdLists[i]->VtxBuffer)
                found += vertex.col == dark.panel;
        return found;
    };
    const double starts = beat_of(stand, 1, TaskState::running) - 1;
    stand.view.playback.position = starts + 0.02;
    stand.frame(stage);
    const std::size_t at_rest = margin_around(Party::task(1));
    stand.view.playback.position = starts + 0.5;
    stand.frame(stage);
    CHECK(margin_around(Party::task(1)) > at_rest);
}

TEST_CASE("a shelf with cancelled and destroyed tasks names both, or what they have in common") {
    for (const float width : {1400.0f, 700.0f}) {
        test::RecordingBuilder run;
        run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever").iteration(2);
        run.step_begin(1).cancelled(1).step_end(1, "ends").run_end().destroyed(2);
        Stand stand{run.recording(), {width, 390}};
        stand.view.playback.position = static_cast<double>(stand.film.beats.last());
        stand.frame(stage);
        CHECK((says(stand.log, "Cancelled · Destroyed") || says(stand.log, "No result")));
        for (const std::string& fault : test::text_faults(stand.log)) CHECK(fault.empty());
    }
}

TEST_CASE("a loop whose run has just begun is in none of its iterations yet") {
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "a()").run_begin("run_forever").iteration(1);
    run.step_begin(1).step_end(1, "yields").run_end().run_begin("run_forever").iteration(1);
    Stand stand{run.recording(), {960, 390}};
    for (std::size_t beat = 0; beat < stand.film.beats.size(); ++beat) {
        stand.view.playback.position = static_cast<double>(beat);
        stand.frame(stage);
        const Loop& loop = stand.world_now().loops[1];
        const bool runs = loop.activity != LoopActivity::not_running;
        CHECK(says(stand.log, "Running · begins") ==
              (runs && loop.iteration == loop.iterations_before));
        CHECK_FALSE(says(stand.log, "iteration 0"));
    }
}

TEST_CASE("a failed task has its mark however narrow its token, and is told apart beside it") {
    test::RecordingBuilder run;
    run.loop_new().iteration(0);
    for (TaskId number = 1; number <= 6; ++number) {
        run.task_new(number, "child(1.5, True)").step_begin(number);
        run.failed(number, "ValueError: child failed").step_end(number, "ends");
    }
    for (const float width : {700.0f, 760.0f, 820.0f, 960.0f}) {
        CAPTURE(width);
        Stand stand{run.recording(), {width, 330}};
        stand.view.playback.position = static_cast<double>(stand.film.beats.last());
        stand.frame(stage);
        int names = 0;
        for (const TextRecord& text : stand.log.texts) {
            if (!text.text.ends_with("(1.5, True)")) continue;
            ++names;
            CHECK_FALSE(text.shortened);
            CHECK(has_failed_mark(text.clip));
        }
        CHECK(names == 6);
    }
}

TEST_CASE("a task that will find a CancelledError says so before it runs") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    bool said = false;
    for (std::size_t beat = 0; beat < stand.film.beats.size(); ++beat) {
        stand.view.playback.position = static_cast<double>(beat);
        stand.frame(stage);
        said = said || says(stand.log, "throw CancelledError");
    }
    CHECK(said);
}

TEST_CASE("a blocking call says what holds the thread, how long still, and who is held up") {
    Stand stand{test::blocking_sleepers(), {960, 390}};
    const double blocked = beat_of(stand, 1, TaskState::running);
    bool said = false;
    for (double position = blocked; position < blocked + 4; position += 0.25) {
        stand.view.playback.position = position;
        stand.frame(stage);
        said = said || (says(stand.log, "blocked in time.sleep(1) · 0.5 s left") &&
                        says(stand.log, "does not yield") && says(stand.log, "held up 0.5 s"));
    }
    CHECK(said);
}

TEST_CASE("a thread that has not begun or is over says so where its token would stand") {
    test::RecordingBuilder run;
    run.loop_new().iteration(0).thread_start(2, "Thread-1").print("here");
    run.thread_end().on(1).in(1).run_begin("run_forever");
    Stand stand{run.recording(), {960, 390}};
    for (const auto& [position, words] :
         {std::pair{0.0, "not started yet"},
          std::pair{static_cast<double>(stand.film.beats.last()), "ended"}}) {
        stand.view.playback.position = position;
        stand.frame(stage);
        CAPTURE(std::string{words});
        CHECK(says(stand.log, words));
    }
}

TEST_CASE("a thread whose token has one line says there what it does") {
    test::RecordingBuilder run;
    run.loop_new().iteration(0);
    for (const ThreadId thread : {2U, 3U, 4U})
        run.on(1).thread_start(thread, "Thread-1").block_begin("sleep", 3);
    Stand stand{run.recording(), {845, 225}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    stand.frame(stage);
    CHECK(says(stand.log, "time.sleep(3)"));
}

TEST_CASE("what runs covers none of the words on the ways, however low the stage") {
    for (const ImVec2 size : {ImVec2{743, 165}, ImVec2{845, 225}, ImVec2{930, 390}}) {
        Stand stand{test::interrupted_sleepers(), size};
        const double running = beat_of(stand, 1, TaskState::running);
        stand.view.playback.position = running;
        stand.frame(stage);
        const ImVec2 middle = middle_of(stand, Party::task(1));
        const Rect token{{middle.x - 88, middle.y - 28}, {middle.x + 88, middle.y + 28}};
        for (const TextRecord& text : stand.log.texts) {
            CAPTURE(size.x);
            CAPTURE(text.text);
            if (text.text == "next" || text.text == "await") CHECK_FALSE(text.rect.overlaps(token));
        }
    }
}

TEST_CASE("who waits for one task names it, who waits for several counts them") {
    using coroscope::trace::Kind;
    for (const std::uint32_t count : {1U, 2U}) {
        test::RecordingBuilder run;
        run.loop_new().run_begin("run").task_new(1, "main()").iteration(1);
        for (std::uint32_t task = 2; task < 2 + count; ++task) run.task_new(task, "brew()", 1);
        run.step_begin(1);
        for (std::uint32_t task = 2; task < 2 + count; ++task)
            run.event(Kind::callback_add, "_done_callback", Party::task(task),
                      coroscope::trace::no_value, 1);
        run.event(Kind::future_new, "gather", Party::future(1), coroscope::trace::no_value, 1);
        run.waits(1, "gather", Party::future(1)).step_end(1, "waits");
        Stand stand{run.recording(), {960, 390}};
        stand.view.playback.position = static_cast<double>(stand.film.beats.last());
        stand.frame(stage);
        CHECK(says(stand.log, count == 1 ? "for brew()" : "for 2 tasks"));
    }
}

TEST_CASE("who waits for a gather with a limit is said to wait for its tasks, not for the gather") {
    Stand stand{test::wait_for_gather().recording(), {960, 390}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    for (const Language language : {Language::english, Language::chinese}) {
        stand.view.language = language;
        stand.frame(stage);
        CHECK(says(stand.log, language == Language::english ? "for 2 tasks" : "等 2 个任务"));
    }
}

TEST_CASE("the countdown of a sleep follows the clock between two beats") {
    Stand stand{test::interrupted_sleepers(), {960, 390}};
    bool half = false;
    for (std::size_t beat = 0; beat + 1 < stand.film.beats.size(); ++beat) {
        const auto from = stand.film.beats[beat].t_ns;
        if (stand.film.beats[beat + 1].t_ns - from != 1'000'000'000) continue;
        stand.view.playback.position = static_cast<double>(beat) + 0.5;
        stand.frame(stage);
        half = says(stand.log, "0.5 s left");
    }
    CHECK(half);
}
