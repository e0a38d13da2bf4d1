#include "viz/model/axis.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using doctest::Approx;
using test::RecordingBuilder;

namespace {

// Ten beats after the first: five at 0 s, one at 1 s, four at 4 s.
Beats ten_beats() {
    static const trace::Recording recording = [] {
        RecordingBuilder run;
        for (int count = 0; count < 5; ++count) {
            run.print("x");
        }
        run.at(1).print("x").at(4).print("x").print("x").print("x").print("x");
        return run.recording();
    }();
    return Beats{recording};
}

}  // namespace

TEST_CASE("a scale that ends at the cursor has no room for what comes") {
    const Beats beats = ten_beats();
    for (const double blend : {0.0, 0.5, 1.0}) {
        const Axis axis = Axis::until(beats, blend, 6, 100, 1100);
        CHECK(axis.x_of(0) == Approx(100));
        CHECK(axis.x_of(6) == Approx(1100));
        CHECK(axis.position_at(1100) == Approx(6));
        CHECK(axis.x_of(7) > 1100);
    }
    CHECK(Axis::until(beats, 1, 3, 100, 1100).x_of(1.5) == Approx(600));  // no time has passed
}

TEST_CASE("on the steps axis each beat is one unit wide") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 0, {}, 100, 1100};
    CHECK(axis.x_of(0) == Approx(100));
    CHECK(axis.x_of(1) == Approx(200));
    CHECK(axis.x_of(2.5) == Approx(350));
    CHECK(axis.x_of(10) == Approx(1100));
    CHECK(axis.position_at(350) == Approx(2.5));
    CHECK(axis.position_at(0) == Approx(0));
    CHECK(axis.position_at(5000) == Approx(10));
}

TEST_CASE("on the time axis a wait is as wide as it is long") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 1, {}, 0, 400};
    CHECK(axis.x_of(0) == Approx(0));
    CHECK(axis.x_of(5) == Approx(0));
    CHECK(axis.x_of(5.5) == Approx(50));
    CHECK(axis.x_of(6) == Approx(100));
    CHECK(axis.x_of(7) == Approx(400));
    CHECK(axis.x_of(10) == Approx(400));
    CHECK(axis.position_at(200) == Approx(6 + 1.0 / 3));
    CHECK(axis.position_at(0) == Approx(5));  // all that happened at 0 s
    CHECK(axis.position_at(100) == Approx(6));
    CHECK(axis.position_at(400) == Approx(10));
}

TEST_CASE("between the axes every position is the mixture of both") {
    const Beats beats = ten_beats();
    const Axis steps{beats, 0, {}, 0, 400};
    const Axis time{beats, 1, {}, 0, 400};
    const Axis between{beats, 0.25, {}, 0, 400};
    for (double position = 0; position <= 10; position += 0.25) {
        CHECK(between.x_of(position) ==
              Approx(0.75 * steps.x_of(position) + 0.25 * time.x_of(position)));
    }
}

TEST_CASE("a pixel leads to the position that stands there, on every axis and zoom") {
    for (const trace::Recording& recording : test::many_recordings()) {
        const Beats beats{recording};
        for (const double blend : {0.0, 0.3, 1.0}) {
            for (const Zoom zoom : {Zoom{1, 0}, Zoom{4, 0.5}}) {
                const Axis axis{beats, blend, zoom, 50, 850};
                double before = -1e300;
                for (double position = 0; position <= static_cast<double>(beats.last());
                     position += 0.5) {
                    const double x = axis.x_of(position);
                    REQUIRE(x >= before);
                    before = x;
                    REQUIRE(axis.x_of(axis.position_at(x)) == Approx(x).epsilon(1e-6));
                    if (blend < 1) {
                        REQUIRE(axis.position_at(x) == Approx(position).epsilon(1e-6));
                    }
                }
            }
        }
    }
}

TEST_CASE("positions never run back from pixel to pixel") {
    const Beats beats = ten_beats();
    for (const double blend : {0.0, 0.5, 1.0}) {
        const Axis axis{beats, blend, {}, 0, 400};
        double before = -1;
        for (double x = -10; x < 420; x += 0.5) {
            REQUIRE(axis.position_at(x) >= before);
            before = axis.position_at(x);
        }
    }
}

TEST_CASE("time runs evenly from beat to beat, so that a countdown is smooth") {
    const Beats beats = ten_beats();
    CHECK(time_at(beats, 3.5) == Approx(0));
    CHECK(time_at(beats, 5.25) == Approx(0.25e9));
    CHECK(time_at(beats, 6.5) == Approx(2.5e9));
    CHECK(time_at(beats, 99) == Approx(4e9));
    CHECK(time_at(beats, -1) == Approx(0));
    CHECK(position_of_time(beats, 0.25e9) == Approx(5.25));
    CHECK(position_of_time(beats, 1e9) == Approx(6));
    CHECK(position_of_time(beats, 4e9) == Approx(7));  // where that instant begins
    CHECK(position_of_time(beats, -1) == Approx(0));
    CHECK(position_of_time(beats, 9e9) == Approx(10));
}

TEST_CASE("a time stands where its instant begins") {
    const Beats beats = ten_beats();
    CHECK(Axis{beats, 0, {}, 0, 1000}.x_of_time(1e9) == Approx(600));
    CHECK(Axis{beats, 0, {}, 0, 1000}.x_of_time(4e9) == Approx(700));
    CHECK(Axis{beats, 1, {}, 0, 1000}.x_of_time(2e9) == Approx(500));
    CHECK(Axis{beats, 1, {}, 0, 1000}.time_at_x(500) == Approx(2e9));
}

TEST_CASE("zooming in twice shows the half that begins at the scroll") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 0, {2, 0.5}, 0, 1000};
    CHECK(axis.x_of(5) == Approx(0));
    CHECK(axis.x_of(10) == Approx(1000));
    CHECK(axis.x_of(0) == Approx(-1000));
    CHECK(axis.position_at(500) == Approx(7.5));
}

TEST_CASE("zooming at the mouse keeps what is under it") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 0, {1, 0}, 100, 1100};
    const double held = axis.position_at(400);
    const Zoom zoom = axis.zoomed(2, 400);
    CHECK(zoom.zoom == Approx(2));
    CHECK(Axis(beats, 0, zoom, 100, 1100).position_at(400) == Approx(held));
    const Zoom out = Axis(beats, 0, zoom, 100, 1100).zoomed(0.01, 400);
    CHECK(out.zoom == Approx(1));
    CHECK(out.scroll == Approx(0));
}

TEST_CASE("dragging moves the picture with the mouse and stops at the ends") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 0, {2, 0.25}, 0, 1000};
    const Axis dragged{beats, 0, axis.panned(100), 0, 1000};
    CHECK(dragged.x_of(5) == Approx(axis.x_of(5) + 100));
    CHECK(axis.panned(1e9).scroll == Approx(0));
    CHECK(axis.panned(-1e9).scroll == Approx(0.5));
}

TEST_CASE("following scrolls only as far as the playhead needs") {
    const Beats beats = ten_beats();
    const Axis axis{beats, 0, {2, 0}, 0, 1000};
    CHECK(axis.following(2, 50).scroll == Approx(0));
    const Axis moved{beats, 0, axis.following(6, 50), 0, 1000};
    CHECK(moved.x_of(6) == Approx(950));
    CHECK(moved.following(2, 50).scroll == Approx(moved.following(6, 50).scroll));
    const Axis back{beats, 0, moved.following(1, 50), 0, 1000};
    CHECK(back.x_of(1) == Approx(50));
}

TEST_CASE("a click near a beat hits it, and of an instant the last") {
    const Beats beats = ten_beats();
    const Axis steps{beats, 0, {}, 0, 1000};
    CHECK(steps.position_near(304, 6) == 3);
    CHECK(steps.position_near(296, 6) == 3);
    CHECK(steps.position_near(350, 6) == Approx(3.5));
    const Axis time{beats, 1, {}, 0, 400};
    CHECK(time.position_near(2, 6) == 5);
    CHECK(time.position_near(97, 6) == 6);
    CHECK(time.position_near(398, 6) == 10);
    CHECK(time.position_near(250, 6) == Approx(6.5));
}

TEST_CASE("an axis of nothing, of no time or of no width is still an axis") {
    const Beats nothing;
    CHECK(Axis(nothing, 0.5, {}, 10, 10).x_of(0) == Approx(10));
    CHECK(Axis(nothing, 1, {}, 0, 100).position_at(50) == 0);
    CHECK(Axis(nothing, 1, {}, 0, 100).position_near(50, 4) == 0);
    RecordingBuilder run;
    run.print("a").print("b");
    const Beats instant{run.recording()};
    CHECK(Axis(instant, 1, {}, 0, 100).x_of(1) == Approx(50));
    CHECK(clamped({-3, 7}, instant).zoom == 1);
    CHECK(clamped({-3, 7}, instant).scroll == 0);
}

TEST_CASE("an axis can reach beyond the recording, for another one that is longer") {
    const Beats beats = ten_beats();
    const Axis steps{beats, 0, {}, 0, 400, {20, 8e9}};
    CHECK(steps.x_of(10) == Approx(200));
    CHECK(steps.x_of_other(20, 8e9) == Approx(400));
    CHECK(steps.position_at(300) == Approx(10));
    const Axis time{beats, 1, {}, 0, 400, {20, 8e9}};
    CHECK(time.x_of(10) == Approx(200));
    CHECK(time.x_of_other(12, 6e9) == Approx(300));
    CHECK(time.position_at(300) == Approx(10));
    // Times are named to the end of the axis.
    CHECK(time.time_at_x(300) == Approx(6e9));
    CHECK(time.x_of_time(6e9) == Approx(300));
    CHECK(time.time_at_x(100) == Approx(2e9));
    const Axis shorter{beats, 1, {}, 0, 400, {1, 1}};
    CHECK(shorter.x_of(10) == Approx(400));
    CHECK(shorter.x_of_other(0, 2e9) == Approx(200));
}
