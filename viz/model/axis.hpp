// The two axes of the timeline as one immutable scale: steps (each beat one unit wide) and time
// (proportional to the clock), and every mixture of them while the switch is animated. Positions
// are in beats, as Playback has them: 12.4 is 40 % of the way from beat 12 to beat 13.
//
// Invariant: `x_of` never falls, and `x_of(position_at(x)) == x` within the recording.
#pragma once

#include <cstdint>

#include "viz/model/beats.hpp"

namespace coroscope::viz {

enum class AxisKind : std::uint8_t { steps, time };

/// How much of the timeline is seen, and which part.
struct Zoom {
    double zoom = 1;    ///< 1 = the whole recording fits, 2 = half of it …
    double scroll = 0;  ///< the left edge, as a fraction of the whole
};

/// The scale within these limits: never smaller than the whole, never beyond an end.
Zoom clamped(Zoom zoom, const Beats& beats);

/// Time at a position in nanoseconds; between two beats it runs evenly from the one to the other.
double time_at(const Beats& beats, double position);

/// The position at a time; at an instant of several beats, its first.
double position_of_time(const Beats& beats, double t_ns);

/// How far an axis reaches where another recording is to be seen on it too: at least so far.
struct Extent {
    double beats = 0;
    double ns = 0;
};
Extent extent_of(const Beats& beats);

class Axis {
public:
    /// A scale from beats to the pixels `left` … `right`. `blend` is 0 for steps … 1 for time. The
    /// beats must outlive the axis. Cheap: made anew for each frame.
    Axis(const Beats& beats, double blend, Zoom zoom, double left, double right,
         Extent at_least = {});

    /// A scale on which what lies before a position takes all of `left` … `right`: of what comes
    /// not even its length is to be seen.
    static Axis until(const Beats& beats, double blend, double position, double left, double right);

    /// Where a position is, in pixels; may lie outside of left … right.
    [[nodiscard]] double x_of(double position) const;
    /// Where a beat of another recording is, which happens at that time.
    [[nodiscard]] double x_of_other(double beat, double t_ns) const;
    /// The position at a pixel, within the recording. Where several beats share the pixel (on the
    /// time axis), the last of them: everything that happened by then.
    [[nodiscard]] double position_at(double x) const;
    /// The position for a click at a pixel: a whole beat where one is so near (of several at one
    /// instant the last), else as `position_at`.
    [[nodiscard]] double position_near(double x, double pixels) const;
    /// Where a time is, in pixels; an instant of several beats begins there.
    [[nodiscard]] double x_of_time(double t_ns) const;
    /// How many pixels so many beats and so much time are wide, wherever they are.
    [[nodiscard]] double width_of(double beats, double ns) const {
        return fraction_of(beats, ns) * zoom_.zoom * (right_ - left_);
    }
    /// The time at a pixel.
    [[nodiscard]] double time_at_x(double x) const;

    /// The scale after zooming by `factor` around a pixel, whose position stays where it is.
    [[nodiscard]] Zoom zoomed(double factor, double x) const;
    /// The scale after dragging the picture by so many pixels to the right.
    [[nodiscard]] Zoom panned(double pixels) const;
    /// The scale scrolled just as far as needed to see the position, with a margin in pixels.
    [[nodiscard]] Zoom following(double position, double margin) const;

    [[nodiscard]] double left() const { return left_; }
    [[nodiscard]] double right() const { return right_; }
    [[nodiscard]] const Beats& beats() const { return *beats_; }

private:
    void measure(Extent whole);
    [[nodiscard]] double fraction_of(double position) const;  // 0 … 1 of the whole length
    [[nodiscard]] double fraction_of(double beat, double t_ns) const;
    [[nodiscard]] double fraction_at(double x) const;

    const Beats* beats_;
    double blend_;
    Zoom zoom_;
    double left_;
    double right_;
    Extent whole_;  // what lies between left and right at zoom 1
};

}  // namespace coroscope::viz
