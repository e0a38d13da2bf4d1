#include "viz/panels/stage_motion.hpp"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/keyframes.hpp"

using namespace coroscope::viz;

namespace {

constexpr Box area{0, 0, 960, 390};

const Moving* moving_of(const std::vector<Moving>& all, Party party) {
    for (const Moving& each : all)
        if (each.next.party == party) return &each;
    return nullptr;
}

/// Each token of the layout is drawn exactly there; nothing else is to be seen.
void check_is(const std::vector<Moving>& drawn, const StageLayout& layout) {
    for (const Token& token : layout.tokens) {
        const Moving* moving = moving_of(drawn, token.party);
        REQUIRE(moving != nullptr);
        CHECK(moving->box == token.box);
        CHECK(moving->alpha == (token.hidden ? 0 : 1));
    }
    for (const Moving& moving : drawn)
        if (layout.find(moving.next.party) == nullptr) CHECK(moving.alpha == 0);
}

}  // namespace

TEST_CASE("at fraction 0 the stage is the first layout, at 1 the second") {
    for (const coroscope::trace::Recording& recording :
         {test::interrupted_sleepers(), test::blocking_sleepers(), test::jobs_in_a_thread(),
          test::random_run(7, 300)}) {
        const StageCast cast = stage_cast(recording);
        const Beats beats{recording};
        const Keyframes keyframes{recording};
        for (std::size_t beat = 0; beat < beats.last(); ++beat) {
            const World now = keyframes.at(beats[beat].seq);
            const World next = keyframes.at(beats[beat + 1].seq);
            const StageLayout from = layout_stage(now, cast, area, 1);
            const StageLayout to = layout_stage(next, cast, area, 1);
            const std::vector<Creator> creators = creators_of(now, next);
            check_is(blend(from, to, creators, 0), from);
            check_is(blend(from, to, creators, 1), to);
        }
    }
}

TEST_CASE("tokens move without jumps at any fraction, forwards as backwards") {
    const coroscope::trace::Recording recording = test::interrupted_sleepers();
    const StageCast cast = stage_cast(recording);
    const Beats beats{recording};
    const Keyframes keyframes{recording};
    for (std::size_t beat = 0; beat < beats.last(); ++beat) {
        const World now = keyframes.at(beats[beat].seq);
        const World next = keyframes.at(beats[beat + 1].seq);
        const StageLayout from = layout_stage(now, cast, area, 1);
        const StageLayout to = layout_stage(next, cast, area, 1);
        const std::vector<Creator> creators = creators_of(now, next);
        std::vector<Moving> before = blend(from, to, creators, 0);
        for (int percent = 1; percent <= 100; ++percent) {
            const std::vector<Moving> here =
                blend(from, to, creators, static_cast<float>(percent) / 100);
            REQUIRE(here.size() == before.size());
            for (const Moving& token : here) {
                const Moving* last = moving_of(before, token.next.party);
                REQUIRE(last != nullptr);
                if (last->alpha == 0) continue;  // not to be seen yet
                CHECK(std::hypot(token.box.mid_x() - last->box.mid_x(),
                                 token.box.mid_y() - last->box.mid_y()) < 60);
                CHECK(std::abs(token.alpha - last->alpha) < 0.05);
            }
            before = here;
        }
    }
}

TEST_CASE("a token has its words only where it has its whole size") {
    const coroscope::trace::Recording recording = test::random_run(7, 300);
    const StageCast cast = stage_cast(recording);
    const Beats beats{recording};
    const Keyframes keyframes{recording};
    std::size_t grown = 0;
    for (std::size_t beat = 0; beat < beats.last(); ++beat) {
        const World now = keyframes.at(beats[beat].seq);
        const World next = keyframes.at(beats[beat + 1].seq);
        const StageLayout from = layout_stage(now, cast, area, 1);
        const StageLayout to = layout_stage(next, cast, area, 1);
        for (int percent = 0; percent <= 100; ++percent)
            for (const Moving& token :
                 blend(from, to, creators_of(now, next), static_cast<float>(percent) / 100)) {
                const float whole = std::min(token.now.box.w, token.next.box.w);
                const bool is_whole = token.box.w > whole - 0.01f;
                CHECK((is_whole || token.words == 0));
                grown += !is_whole;
            }
    }
    CHECK(grown > 0);
}

TEST_CASE("a move that crosses a wait happens at the wait's end") {
    CHECK(eased(0, true) == 0);
    CHECK(eased(0.7f, true) == 0);
    CHECK(eased(1, true) == 1);
    CHECK(eased(0.5f, false) == doctest::Approx(0.5));
    for (int percent = 0; percent < 100; ++percent)
        CHECK(eased(static_cast<float>(percent) / 100, true) <=
              eased(static_cast<float>(percent + 1) / 100, true));
}

TEST_CASE("a new task comes out of the task that created it, and grows") {
    test::RecordingBuilder run;
    run.loop_new().run_begin("run").task_new(1, "main()").iteration(1).step_begin(1);
    const World now = fold(run.recording(), run.seq());
    run.task_new(2, "work()", 1);
    const World next = fold(run.recording(), run.seq());
    const StageCast cast = stage_cast(run.recording());
    const StageLayout from = layout_stage(now, cast, area, 1);
    const StageLayout to = layout_stage(next, cast, area, 1);
    const std::vector<Creator> creators = creators_of(now, next);
    const std::vector<Moving> early = blend(from, to, creators, 0.01f);
    const Moving* born = moving_of(early, Party::task(2));
    REQUIRE(born != nullptr);
    const Token* creator = from.find(Party::task(1));
    REQUIRE(creator != nullptr);
    CHECK(born->box.mid_x() == doctest::Approx(creator->box.mid_x()).epsilon(0.05));
    CHECK(born->box.mid_y() == doctest::Approx(creator->box.mid_y()).epsilon(0.05));
    CHECK(born->alpha < 0.1f);
    CHECK(born->box.w < to.find(Party::task(2))->box.w / 2);
}

TEST_CASE("what another thread hands over flies out of that thread's token into the queue") {
    const coroscope::trace::Recording run = test::jobs_in_a_thread();
    const StageCast cast = stage_cast(run);
    REQUIRE(cast.hand_overs.size() == 1);
    CHECK(cast.hand_overs[0].from == 1);
    CHECK_FALSE(cast.hand_overs[0].answered);
    std::size_t seq = 0;
    while (run.events[seq].kind != coroscope::trace::Kind::call_threadsafe) ++seq;
    const World now = fold(run, seq - 1);
    const World next = fold(run, seq);
    const Party job = run.events[seq].other;
    const std::vector<Creator> creators = handed_over(run, now, next);
    REQUIRE(creators.size() == 1);
    CHECK(creators[0].created == job);
    CHECK(creators[0].creator == Party::thread(1));
    const StageLayout from = layout_stage(now, cast, area, 1);
    const StageLayout to = layout_stage(next, cast, area, 1);
    const Token* thread = from.find(Party::thread(1));
    REQUIRE(thread != nullptr);
    const std::vector<Moving> early = blend(from, to, creators, 0.01f);
    const Moving* flying = moving_of(early, job);
    REQUIRE(flying != nullptr);
    CHECK(flying->box.mid_x() == doctest::Approx(thread->box.mid_x()).epsilon(0.05));
    CHECK(to.find(job)->place == Place::ready);
    CHECK(to.lanes[to.find(job)->lane].thread == 2);
}
