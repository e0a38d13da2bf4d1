#include "viz/model/axis.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

Zoom clamped(Zoom zoom, const Beats& beats) {
    const double most = std::max(8.0, static_cast<double>(beats.last()) / 2);
    // Written so that a number that is none comes out as the least.
    zoom.zoom = zoom.zoom > 1 ? std::min(zoom.zoom, most) : 1;
    zoom.scroll = zoom.scroll > 0 ? std::min(zoom.scroll, 1 - 1 / zoom.zoom) : 0;
    return zoom;
}

double time_at(const Beats& beats, double position) {
    const auto last = static_cast<double>(beats.last());
    position = position > 0 ? std::min(position, last) : 0;
    const auto beat = static_cast<std::size_t>(position);
    const auto before = static_cast<double>(beats.t_ns(beat));
    const double part = position - static_cast<double>(beat);
    if (part == 0) {
        return before;
    }
    const auto wait = static_cast<double>(beats.t_ns(beat + 1) - beats.t_ns(beat));
    return before + part * wait;
}

double position_of_time(const Beats& beats, double t_ns) {
    const std::size_t found = beats.first_from_time(t_ns);
    if (found == 0) {
        return 0;
    }
    if (found == beats.size()) {
        return static_cast<double>(beats.last());
    }
    const auto before = static_cast<double>(beats.t_ns(found - 1));
    const auto wait = static_cast<double>(beats.t_ns(found)) - before;
    return static_cast<double>(found - 1) + (t_ns - before) / wait;
}

Extent extent_of(const Beats& beats) {
    return {static_cast<double>(beats.last()), static_cast<double>(beats.duration_ns())};
}

Axis::Axis(const Beats& beats, double blend, Zoom zoom, double left, double right, Extent at_least)
    : beats_{&beats},
      blend_{std::clamp(blend, 0.0, 1.0)},
      zoom_{clamped(zoom, beats)},
      left_{left},
      right_{std::max(right, left + 1)},
      whole_{std::max(at_least.beats, extent_of(beats).beats),
             std::max(at_least.ns, extent_of(beats).ns)} {
    measure(whole_);
}

void Axis::measure(Extent whole) {
    whole_ = whole;
    // Without any duration the time axis has no length, and the steps are all there is.
    if (whole_.ns <= 0) {
        blend_ = 0;
    }
}

Axis Axis::until(const Beats& beats, double blend, double position, double left, double right) {
    Axis axis{beats, blend, {}, left, right};
    axis.measure({position, time_at(beats, position)});
    return axis;
}

double Axis::fraction_of(double beat, double t_ns) const {
    if (whole_.beats == 0) {
        return 0;
    }
    const double steps = beat / whole_.beats;
    return blend_ == 0 ? steps : (1 - blend_) * steps + blend_ * t_ns / whole_.ns;
}

double Axis::fraction_of(double position) const {
    return fraction_of(position, blend_ == 0 ? 0 : time_at(*beats_, position));
}

double Axis::x_of_other(double beat, double t_ns) const {
    return left_ + (fraction_of(beat, t_ns) - zoom_.scroll) * zoom_.zoom * (right_ - left_);
}

double Axis::fraction_at(double x) const {
    return zoom_.scroll + (x - left_) / ((right_ - left_) * zoom_.zoom);
}

double Axis::x_of(double position) const {
    return left_ + (fraction_of(position) - zoom_.scroll) * zoom_.zoom * (right_ - left_);
}

double Axis::position_at(double x) const {
    // A hair to the right, so that rounding does not land before an instant that x hits.
    const double wanted = fraction_at(x) + 1e-12;
    const auto whole = [&](std::size_t beat) { return fraction_of(static_cast<double>(beat)); };
    if (wanted <= 0) {
        return 0;
    }
    std::size_t low = 0;
    std::size_t high = beats_->last() + 1;  // the answer is at or after low, and before high
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (whole(middle) <= wanted ? low : high) = middle;
    }
    if (low == beats_->last()) {
        return static_cast<double>(low);
    }
    const double begin = whole(low);
    return static_cast<double>(low) + (wanted - begin) / (whole(low + 1) - begin);
}

double Axis::position_near(double x, double pixels) const {
    const double position = position_at(x);
    const double before = std::floor(position);
    const double after = std::min(before + 1, static_cast<double>(beats_->last()));
    const double to_before = x - x_of(before);
    const double to_after = x_of(after) - x;
    if (to_before <= pixels && to_before <= to_after) {
        return before;
    }
    return to_after <= pixels ? std::floor(position_at(x_of(after))) : position;
}

double Axis::x_of_time(double t_ns) const {
    const Extent own = extent_of(*beats_);
    if (t_ns <= own.ns || whole_.ns <= own.ns) {
        return x_of(position_of_time(*beats_, t_ns));
    }
    const double beyond = (t_ns - own.ns) / (whole_.ns - own.ns);
    return x_of_other(own.beats + beyond * (whole_.beats - own.beats), t_ns);
}

double Axis::time_at_x(double x) const {
    const Extent own = extent_of(*beats_);
    const double end = x_of(own.beats);
    if (x <= end || whole_.ns <= own.ns) {
        return time_at(*beats_, position_at(x));
    }
    const double beyond = (x - end) / (x_of_other(whole_.beats, whole_.ns) - end);
    return own.ns + std::min(beyond, 1.0) * (whole_.ns - own.ns);
}

Zoom Axis::zoomed(double factor, double x) const {
    Zoom result = clamped({zoom_.zoom * factor, zoom_.scroll}, *beats_);
    result.scroll = fraction_at(x) - (x - left_) / ((right_ - left_) * result.zoom);
    return clamped(result, *beats_);
}

Zoom Axis::panned(double pixels) const {
    return clamped({zoom_.zoom, fraction_at(left_ - pixels)}, *beats_);
}

Zoom Axis::following(double position, double margin) const {
    margin = std::min(margin, (right_ - left_) / 2);
    const double x = x_of(position);
    if (x < left_ + margin) {
        return panned(left_ + margin - x);
    }
    return x > right_ - margin ? panned(right_ - margin - x) : zoom_;
}

}  // namespace coroscope::viz
