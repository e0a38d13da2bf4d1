#include "viz/panels/stage_layout.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/keyframes.hpp"
#include "viz/panels/stage_column.hpp"

using namespace coroscope::viz;

namespace {

/// A world of one loop with `count` tasks that are all in one state, or in all of them in turn.
World crowd(std::size_t count, std::vector<TaskState> states) {
    World world;
    world.threads.resize(2);
    world.threads[1].id = 1;
    world.threads[1].started = true;
    world.threads[1].running_loop = 1;
    world.loops.resize(2);
    world.loops[1].id = 1;
    world.loops[1].thread = 1;
    world.loops[1].activity = LoopActivity::in_batch;
    for (std::size_t index = 0; index < count; ++index) {
        Task task;
        task.id = static_cast<TaskId>(index + 1);
        task.loop = 1;
        task.state = states[index % states.size()];
        task.since_seq = index;
        if (task.state == TaskState::ready) world.loops[1].ready.push_back(Party::task(task.id));
        world.tasks.push_back(task);
    }
    return world;
}

StageCast cast_of(std::size_t tasks) {
    StageCast cast;
    cast.members.push_back({1, {1}, tasks, tasks, tasks});
    return cast;
}

void check_no_overlap(const StageLayout& layout) {
    for (std::size_t index = 0; index < layout.tokens.size(); ++index) {
        const Token& token = layout.tokens[index];
        if (token.hidden) continue;
        const Lane& lane = layout.lanes[token.lane];
        // With the ring around it, were it selected, whose edge is not that of the well.
        const float reach = selection_reach(token.form, lane, token.place, 1);
        const Box ringed = token.box.inset(-reach);
        const float air = lane.row ? 1 : 0;
        if (lane.row || token.place != Place::centre)
            CHECK(contains(lane.box(token.place).inset(air), ringed));
        CHECK(contains(lane.frame, token.box));
        for (std::size_t other = index + 1; other < layout.tokens.size(); ++other)
            if (!layout.tokens[other].hidden)
                CHECK_FALSE(overlaps(ringed, layout.tokens[other].box));
        for (const Overflow& overflow : layout.overflows)
            CHECK_FALSE(overlaps(token.box, overflow.box));
    }
}

const std::vector<Box> areas{{0, 0, 960, 390}, {10, 20, 720, 320}, {0, 0, 600, 250}};

}  // namespace

TEST_CASE("tokens never overlap and stay in their columns, with 1 to 60 tasks in any state") {
    using enum TaskState;
    const std::vector<std::vector<TaskState>> mixtures{
        {ready}, {waiting}, {done}, {cancelled}, {ready, waiting, done, cancelled, failed}};
    for (const Box& area : areas)
        for (const std::vector<TaskState>& states : mixtures)
            for (std::size_t count = 1; count <= 60; ++count) {
                CAPTURE(area.w);
                CAPTURE(count);
                check_no_overlap(layout_stage(crowd(count, states), cast_of(count), area, 1));
            }
}

TEST_CASE("every task is either to be seen or counted") {
    for (const std::size_t count : {1u, 7u, 30u, 60u, 500u}) {
        const StageLayout layout = layout_stage(
            crowd(count, {TaskState::ready, TaskState::waiting}), cast_of(count), areas[1], 1);
        std::size_t seen = 0;
        for (const Token& token : layout.tokens) seen += token.hidden ? 0 : 1;
        std::size_t counted = 0;
        for (const Overflow& overflow : layout.overflows) counted += overflow.count;
        CHECK(seen + counted == count);
    }
}

TEST_CASE("thirty tasks are all to be seen on a large stage") {
    StageCast cast;
    cast.members.push_back({1, {1}, 30, 10, 0});
    const StageLayout layout = layout_stage(
        crowd(30, {TaskState::ready, TaskState::waiting, TaskState::done}), cast, areas[0], 1);
    CHECK(layout.overflows.empty());
    CHECK(layout.tokens.size() == 30);
}

TEST_CASE("a full shelf shows the newest") {
    const StageLayout layout = layout_stage(crowd(80, {TaskState::done}), cast_of(80), areas[2], 1);
    CHECK(layout.find(Party::task(1))->hidden);
    CHECK_FALSE(layout.find(Party::task(80))->hidden);
    REQUIRE(layout.overflows.size() == 1);
    CHECK(layout.overflows[0].place == Place::done);
}

TEST_CASE("a crowd of thousands is counted, not laid out") {
    const StageLayout layout =
        layout_stage(crowd(20'000, {TaskState::waiting}), cast_of(20'000), areas[0], 1);
    std::size_t seen = 0;
    for (const Token& token : layout.tokens) seen += token.hidden ? 0 : 1;
    REQUIRE(layout.overflows.size() == 1);
    CHECK(layout.overflows[0].count + seen == 20'000);
    CHECK(layout.tokens.size() < 1000);
}

TEST_CASE("a group says of which family most of it is, and how many") {
    StageCast cast = cast_of(500);
    cast.families = {"work", "main"};
    cast.family.assign(501, 0);
    cast.family[500] = 1;
    const StageLayout layout = layout_stage(crowd(500, {TaskState::waiting}), cast, areas[0], 1);
    REQUIRE(layout.overflows.size() == 1);
    const Overflow& group = layout.overflows[0];
    CHECK(group.family == 0);
    CHECK(group.in_family + 1 == group.count);
    std::size_t seen = 0;
    for (const Token& token : layout.tokens) seen += token.hidden ? 0 : 1;
    CHECK(seen + group.count == 500);
}

TEST_CASE("the ready queue stands in the order in which it will run") {
    World world = crowd(4, {TaskState::ready});
    world.loops[1].ready = {Party::task(3), Party::task(1), Party::task(4), Party::task(2)};
    const StageLayout layout = layout_stage(world, cast_of(4), areas[0], 1);
    float above = -1;
    for (const TaskId id : {3u, 1u, 4u, 2u}) {
        const Token* token = layout.find(Party::task(id));
        REQUIRE(token != nullptr);
        CHECK(token->place == Place::ready);
        CHECK(token->box.y > above);
        above = token->box.y;
    }
}

TEST_CASE("who wakes first stands first in the waiting room, and who has no timer last") {
    World world = crowd(3, {TaskState::waiting});
    world.tasks[1].deadline = no_time;
    world.tasks[2].deadline = 3'000;
    world.tasks[3].deadline = 2'000;
    const StageLayout layout = layout_stage(world, cast_of(3), areas[0], 1);
    CHECK(layout.find(Party::task(3))->box.y < layout.find(Party::task(2))->box.y);
    CHECK(layout.find(Party::task(2))->box.y < layout.find(Party::task(1))->box.y);
}

TEST_CASE("what runs stands in the middle of the ring, plain code as its thread") {
    World world = crowd(2, {TaskState::running, TaskState::ready});
    world.loops[1].current = Party::task(1);
    const StageLayout running = layout_stage(world, cast_of(2), areas[0], 1);
    CHECK(running.find(Party::task(1))->place == Place::centre);
    CHECK(running.find(Party::thread(1)) == nullptr);

    world.loops[1].current = {};
    world.loops[1].activity = LoopActivity::not_running;
    world.tasks[1].state = TaskState::done;
    world.threads[1].running_loop = 0;
    const StageLayout plain = layout_stage(world, cast_of(2), areas[0], 1);
    CHECK(plain.find(Party::thread(1))->place == Place::centre);
    CHECK(plain.find(Party::task(1))->place == Place::done);
}

TEST_CASE("a task that has finished leaves the ring only when its step ends") {
    World world = crowd(1, {TaskState::done});
    world.loops[1].current = Party::task(1);
    const StageLayout layout = layout_stage(world, cast_of(1), areas[0], 1);
    REQUIRE(layout.tokens.size() == 1);
    CHECK(layout.tokens[0].place == Place::centre);
}

TEST_CASE("tokens keep their size while others come and go") {
    const StageCast cast = cast_of(12);
    const StageLayout few = layout_stage(crowd(1, {TaskState::ready}), cast, areas[0], 1);
    const StageLayout many = layout_stage(crowd(12, {TaskState::ready}), cast, areas[0], 1);
    CHECK(few.find(Party::task(1))->box == many.find(Party::task(1))->box);
}

TEST_CASE("every thread of a recording has a lane of its own, whatever runs") {
    const coroscope::trace::Recording recording = test::jobs_in_a_thread();
    const StageCast cast = stage_cast(recording);
    REQUIRE(cast.members.size() == 2);
    CHECK(cast.members[0].loops.empty());
    CHECK(cast.members[1].loops == std::vector<LoopId>{1});
    const Keyframes keyframes{recording};
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const StageLayout layout = layout_stage(keyframes.at(seq), cast, areas[0], 1);
        REQUIRE(layout.lanes.size() == 2);
        CHECK_FALSE(overlaps(layout.lanes[0].frame, layout.lanes[1].frame));
        check_no_overlap(layout);
    }
}

TEST_CASE("no recording, however odd, makes tokens overlap or leave the stage") {
    for (const coroscope::trace::Recording& recording : test::many_recordings()) {
        const StageCast cast = stage_cast(recording);
        const Keyframes keyframes{recording};
        const std::size_t stride = recording.events.size() / 40 + 1;
        for (std::size_t seq = 0; seq < recording.events.size(); seq += stride)
            check_no_overlap(layout_stage(keyframes.at(seq), cast, areas[1], 1.25f));
    }
}

TEST_CASE("threads without a loop are stacked beside the loops, the main thread's on the left") {
    const coroscope::trace::Recording run = test::jobs_in_a_thread();
    const World world = fold(run, run.events.size() / 2);
    const StageLayout two = layout_stage(world, stage_cast(run), areas[0], 1);
    REQUIRE(two.lanes.size() == 2);
    CHECK(two.lanes[0].frame.right() + 60 < two.lanes[1].frame.x);  // room for the arrow
    CHECK(two.lanes[0].frame.w < two.lanes[1].frame.w / 2);

    test::RecordingBuilder several;
    several.loop_new();
    for (const ThreadId thread : {2u, 3u, 4u}) {
        several.thread_start(thread, "Thread-" + std::to_string(thread)).on(1);
    }
    several.run_begin("run_forever");
    const World later = fold(several.recording(), several.seq());
    const StageLayout four = layout_stage(later, stage_cast(several.recording()), areas[0], 1);
    REQUIRE(four.lanes.size() == 4);
    for (std::size_t lane = 1; lane < 4; ++lane) {
        CHECK(four.lanes[lane].frame.x > four.lanes[0].frame.right());
        CHECK(four.lanes[lane].frame.x == four.lanes[1].frame.x);
        for (std::size_t other = 0; other < lane; ++other)
            CHECK_FALSE(overlaps(four.lanes[lane].frame, four.lanes[other].frame));
    }
}

TEST_CASE("a full shelf hides what was done long ago, but not what has failed") {
    coroscope::viz::test::RecordingBuilder run;
    run.loop_new();
    for (TaskId task = 1; task <= 12; ++task) {
        run.task_new(task, "work(" + std::to_string(task) + ")");
    }
    run.failed(1, "ValueError: no");
    for (TaskId task = 2; task <= 12; ++task) {
        run.done(task);
    }
    const StageCast cast = stage_cast(run.recording());
    const LaneContents contents = lane_contents(fold(run.recording(), run.seq()), 1, cast);
    const Column column{{0, 0, 150, 90}, Place::done, 12, 1, cast.family};
    const Filled filled = fill_column(column, contents.done);
    REQUIRE(filled.overflow.count > 0);
    const auto first = std::find_if(filled.tokens.begin(), filled.tokens.end(),
                                    [](const Token& t) { return t.party == Party::task(1); });
    REQUIRE(first != filled.tokens.end());
    CHECK_FALSE(first->hidden);
}

TEST_CASE("on a low shelf neither a token nor a group lies over the shelf's name") {
    const std::vector<std::uint32_t> family(4, 0);
    for (float height = 40; height < 90; height += 1) {
        for (const std::size_t tasks : {1U, 3U}) {
            const Column column{{0, 0, 90, height}, Place::done, 3, 1, family};
            Standing standing;
            for (std::uint32_t task = 1; task <= tasks; ++task) {
                standing.some.push_back(coroscope::trace::Party::task(task));
            }
            standing.total = tasks;
            const Filled filled = fill_column(column, standing);
            const float name = shelf_title_height(height, 1);
            CAPTURE(height);
            CAPTURE(tasks);
            for (const Token& token : filled.tokens) {
                if (token.hidden) continue;
                CHECK(token.box.y >= name);
                CHECK(token.box.h >= 18);
            }
            if (filled.overflow.count > 0) {
                CHECK(filled.overflow.box.y >= name - 0.5f);
                CHECK(filled.overflow.box.h >= 17);
            }
        }
    }
}

TEST_CASE("in a low queue stand all that have room there, before any of them is only counted") {
    // Tasks that wait, and those that are woken together, as on a presenter's low stage.
    using enum TaskState;
    for (const TaskState state : {ready, waiting})
        for (const std::size_t count : {2U, 3U, 4U})
            for (float height = 140; height < 230; ++height) {
                const StageLayout layout =
                    layout_stage(crowd(count, {state}), cast_of(6), {0, 0, 640, height}, 1);
                const Lane& lane = layout.lanes[0];
                const float room = (state == ready ? lane.ready : lane.waiting).h - 2 * 5;
                const auto tokens = static_cast<float>(count);
                const float needed = tokens * 19 + (tokens - 1) * 3;
                CAPTURE(height);
                CAPTURE(count);
                CHECK((layout.overflows.empty() || needed > room));
                check_no_overlap(layout);
            }
}

TEST_CASE("three and more threads with loops are rows that keep apart, however low the stage") {
    for (const std::size_t threads : {3U, 4U, 6U, 8U}) {
        World world = crowd(3, {TaskState::ready, TaskState::waiting, TaskState::done});
        world.threads.resize(threads + 2);
        StageCast cast;
        for (std::size_t thread = 1; thread <= threads; ++thread) {
            world.threads[thread].id = static_cast<ThreadId>(thread);
            world.threads[thread].started = true;
            cast.members.push_back({static_cast<ThreadId>(thread), {1}, 3, 1, 0});
        }
        // One more that only blocks: it folds to a line.
        const auto idle = static_cast<ThreadId>(threads + 1);
        world.threads[idle].id = idle;
        world.threads[idle].started = true;
        cast.members.push_back({idle, {}, 0, 0, 0});
        cast.hand_overs.push_back({1, 1, false});
        for (const Box& area : {Box{0, 0, 830, 228}, Box{0, 0, 730, 145}, Box{10, 20, 930, 390}}) {
            CAPTURE(threads);
            CAPTURE(area.h);
            const StageLayout layout = layout_stage(world, cast, area, 1);
            REQUIRE(layout.lanes.size() == threads + 1);
            check_no_overlap(layout);
            for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane) {
                CHECK(layout.lanes[lane].row);
                CHECK(contains(area, layout.lanes[lane].frame));
                if (lane > 0)
                    CHECK(layout.lanes[lane].frame.y >= layout.lanes[lane - 1].frame.bottom());
            }
            CHECK(layout.lanes.back().frame.h <= layout.lanes.front().frame.h);
        }
    }
}

TEST_CASE("a row counts what is finished") {
    StageCast cast = cast_of(5);
    for (const ThreadId thread : {2U, 3U}) cast.members.push_back({thread, {2}, 1, 0, 0});
    World world = crowd(5, {TaskState::done, TaskState::cancelled});
    world.threads.resize(4);
    const StageLayout layout = layout_stage(world, cast, {0, 0, 830, 228}, 1);
    REQUIRE(layout.overflows.size() == 2);
    CHECK(layout.overflows[0].place == Place::done);
    CHECK(layout.overflows[0].count == 3);
    CHECK(layout.overflows[1].count == 2);
    for (TaskId task = 1; task <= 5; ++task) CHECK(layout.find(Party::task(task))->hidden);
}
