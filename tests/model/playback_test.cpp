#include "viz/model/playback.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using doctest::Approx;
using test::RecordingBuilder;

namespace {

// Beats 0 … 4; from beat 2 to beat 3 two seconds pass.
Beats four_beats() {
    static const coroscope::trace::Recording recording = [] {
        RecordingBuilder run;
        run.loop_new().task_new(1, "a").at(2).print("x").print("y");
        return run.recording();
    }();
    return Beats{recording};
}

Playback resting_at(double position) {
    Playback playback;
    playback.position = playback.target = position;
    return playback;
}

Playback playing_from(double position, double speed = 1) {
    Playback playback = resting_at(position);
    playback.playing = true;
    playback.speed = speed;
    return playback;
}

}  // namespace

TEST_CASE("playing dwells on each beat, and a wait takes the time that passes") {
    const Beats beats = four_beats();
    CHECK(advance(playing_from(0), beats, 0.35).position == Approx(1));
    CHECK(advance(playing_from(0), beats, 0.175).position == Approx(0.5));
    CHECK(advance(playing_from(2), beats, 1).position == Approx(2.5));
    CHECK(advance(playing_from(2), beats, 2).position == Approx(3));
    CHECK(advance(playing_from(0), beats, 0.7 + 1).position == Approx(2.5));
}

TEST_CASE("speed scales both the dwell and the waits") {
    const Beats beats = four_beats();
    CHECK(advance(playing_from(0, 2), beats, 0.175).position == Approx(1));
    CHECK(advance(playing_from(2, 0.5), beats, 2).position == Approx(2.5));
    CHECK(advance(playing_from(0, 0), beats, 3.5).position == Approx(1));        // at least 0.1×
    CHECK(advance(playing_from(2, 1000), beats, 0.05).position == Approx(2.5));  // at most 20×
}

TEST_CASE("playing is the same in one long frame or in many short ones") {
    const Beats beats = four_beats();
    Playback playback = playing_from(0);
    for (int frame = 0; frame < 120; ++frame) {
        playback = advance(playback, beats, 1.0 / 60);
    }
    CHECK(playback.position == Approx(advance(playing_from(0), beats, 2).position));
}

TEST_CASE("playing stops at the end and rests there") {
    const Beats beats = four_beats();
    const Playback end = advance(playing_from(3), beats, 100);
    CHECK(end.position == 4);
    CHECK(end.target == 4);
    CHECK_FALSE(end.playing);
    CHECK_FALSE(needs_animation(end));
    CHECK(needs_animation(advance(playing_from(0), beats, 0.01)));
}

TEST_CASE("a hair before the end, as rounding leaves it, is the end, in both directions") {
    const Beats beats = four_beats();
    const Playback there = advance(playing_from(4 - 1e-12), beats, 0.03);
    CHECK_FALSE(there.playing);
    CHECK(there.position == 4);
    Playback back = playing_from(1e-12);
    back.direction = -1;
    back = advance(back, beats, 0.03);
    CHECK_FALSE(back.playing);
    CHECK(back.position == 0);
}

TEST_CASE("play at the end begins again; elsewhere it goes on; pause stays where it is") {
    const Beats beats = four_beats();
    const Playback again = toggle(resting_at(4), beats);
    CHECK(again.playing);
    CHECK(again.position == 0);
    CHECK(toggle(resting_at(1.5), beats).position == 1.5);
    const Playback paused = toggle(playing_from(1.25), beats);
    CHECK_FALSE(paused.playing);
    CHECK(paused.position == 1.25);
    CHECK_FALSE(needs_animation(paused));
}

TEST_CASE("a recording of nothing never plays") {
    const Beats nothing;
    CHECK_FALSE(toggle(Playback{}, nothing).playing);
    CHECK(advance(playing_from(0), nothing, 1).position == 0);
    CHECK_FALSE(step(Playback{}, nothing, StepKind::beat, 1).playing);
}

TEST_CASE("a step glides to its beat in about a quarter of a second and does not overshoot") {
    const Beats beats = four_beats();
    for (const int direction : {+1, -1}) {
        Playback playback = step(resting_at(2), beats, StepKind::beat, direction);
        CHECK(playback.target == 2 + direction);
        CHECK(playback.position == 2);
        CHECK(needs_animation(playback));
        double seconds = 0;
        double before = 2;
        while (needs_animation(playback) && seconds < 5) {
            playback = advance(playback, beats, 0.01);
            seconds += 0.01;
            REQUIRE((playback.position - before) * direction > 0);
            REQUIRE((playback.target - playback.position) * direction >= 0);
            before = playback.position;
        }
        CHECK(playback.position == 2 + direction);
        CHECK(seconds > 0.15);
        CHECK(seconds < 0.35);
    }
}

TEST_CASE("a glide does not depend on the length of frames") {
    const Beats beats = four_beats();
    const Playback start = step(resting_at(0), beats, StepKind::beat, 1);
    Playback playback = start;
    for (int frame = 0; frame < 10; ++frame) {
        playback = advance(playback, beats, 0.01);
    }
    CHECK(playback.position == Approx(advance(start, beats, 0.1).position));
}

TEST_CASE("steps add up in mid-air, and a step back undoes one forward") {
    const Beats beats = four_beats();
    Playback playback = step(resting_at(1), beats, StepKind::beat, 1);
    playback = advance(playback, beats, 0.05);
    CHECK(step(playback, beats, StepKind::beat, 1).target == 3);
    const Playback back = step(playback, beats, StepKind::beat, -1);
    CHECK(back.target == 1);
    CHECK(back.position == playback.position);
    CHECK(advance(back, beats, 0.05).position < back.position);
    CHECK(advance(back, beats, 1).position == 1);
}

TEST_CASE("a step while playing pauses, and back from between two beats leads to the first") {
    const Beats beats = four_beats();
    const Playback forward = step(playing_from(1.4), beats, StepKind::beat, 1);
    CHECK_FALSE(forward.playing);
    CHECK(forward.target == 2);
    CHECK(step(playing_from(1.4), beats, StepKind::beat, -1).target == 1);
    CHECK(step(resting_at(1), beats, StepKind::beat, -1).target == 0);
    CHECK(step(resting_at(2.5), beats, StepKind::instant, -1).target == 2);
    CHECK(step(resting_at(0), beats, StepKind::beat, -1).target == 0);
    CHECK(step(resting_at(4), beats, StepKind::beat, 1).target == 4);
}

TEST_CASE("seeking goes there at once, pauses, and stays within the recording") {
    const Beats beats = four_beats();
    const Playback there = seek(playing_from(1), beats, 2.25);
    CHECK(there.position == 2.25);
    CHECK(there.target == 2.25);
    CHECK_FALSE(there.playing);
    CHECK(seek(there, beats, -3).position == 0);
    CHECK(seek(there, beats, 99).position == 4);
    CHECK(go_to_end(there, beats).position == 4);
    CHECK(go_to_start(there).position == 0);
    CHECK_FALSE(needs_animation(go_to_start(playing_from(2))));
}

TEST_CASE("a playback of a longer recording is brought back into a shorter one") {
    const Beats beats = four_beats();
    CHECK(advance(resting_at(40), beats, 0.1).position == 4);
    CHECK(beat_at(beats, 40) == 4);
    CHECK(beat_at(beats, -1) == 0);
}

TEST_CASE("the world of a position is that of the beat before it") {
    const Beats beats = four_beats();
    CHECK(beat_at(beats, 1) == 1);
    CHECK(beat_at(beats, 1.999) == 1);
    CHECK(beat_at(beats, 2 - 1e-12) == 2);  // rounding does not hide a beat
    CHECK(fraction_to_next(beats, 1.25) == Approx(0.25));
    CHECK(fraction_to_next(beats, 2 - 1e-12) == 0);
    CHECK(fraction_to_next(beats, 4) == 0);
}

TEST_CASE("playing backwards takes as long as forwards, and stops at the beginning") {
    const Beats beats = four_beats();
    Playback back = playing_from(3);
    back.direction = -1;
    CHECK(advance(back, beats, 1).position == Approx(2.5));
    CHECK(advance(back, beats, 2).position == Approx(2));
    CHECK(advance(back, beats, 2.175).position == Approx(1.5));
    const Playback there = advance(back, beats, 60);
    CHECK(there.position == 0);
    CHECK_FALSE(there.playing);
}

TEST_CASE("playing in a direction turns it round, and pauses what plays so already") {
    const Beats beats = four_beats();
    const Playback turned = play_towards(playing_from(2), beats, -1);
    CHECK(turned.playing);
    CHECK(turned.direction == -1);
    CHECK_FALSE(play_towards(turned, beats, -1).playing);
    CHECK(play_towards(resting_at(0), beats, -1).position == 4);  // from the end
    CHECK(play_towards(resting_at(4), beats, 1).position == 0);
}

TEST_CASE("a glide to a beat pauses and arrives there") {
    const Beats beats = four_beats();
    const Playback gliding = glide(playing_from(0), beats, 3);
    CHECK_FALSE(gliding.playing);
    CHECK(advance(gliding, beats, 10).position == 3);
}
