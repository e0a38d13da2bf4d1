#include "viz/model/divergence.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/axis.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Party;
using trace::PartyKind;
using trace::Recording;

namespace {

std::string_view string_of(const Recording& recording, std::size_t id) {
    return id < recording.strings.size() ? std::string_view{recording.strings[id]}
                                         : std::string_view{};
}

bool same_site(const Recording& a, std::size_t in_a, const Recording& b, std::size_t in_b) {
    const trace::Site left = in_a < a.sites.size() ? a.sites[in_a] : trace::Site{};
    const trace::Site right = in_b < b.sites.size() ? b.sites[in_b] : trace::Site{};
    return left.line == right.line && string_of(a, left.file) == string_of(b, right.file);
}

bool same(const Recording& a, const Recording& b, std::size_t seq) {
    const Event& left = a.events[seq];
    const Event& right = b.events[seq];
    // An intervention's value is its number in the scenario, which any edit may shift.
    const bool same_value = left.value == right.value || left.kind == trace::Kind::intervention;
    return left.kind == right.kind && left.t_ns == right.t_ns && same_value &&
           left.task == right.task && left.thread == right.thread && left.loop == right.loop &&
           left.other == right.other && string_of(a, left.text) == string_of(b, right.text) &&
           same_site(a, left.site, b, right.site);
}

}  // namespace

std::size_t common_prefix(const Recording& a, const Recording& b) {
    const std::size_t shorter = std::min(a.events.size(), b.events.size());
    std::size_t seq = std::min<std::size_t>(1, shorter);
    while (seq < shorter && same(a, b, seq)) {
        ++seq;
    }
    return seq;
}

double kept_position(const Beats& before, const Beats& after, std::size_t common, double position) {
    const auto beat =
        static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(before.last())));
    const bool whole = position == static_cast<double>(beat);
    const bool shared = before[beat].seq < common && beat < after.size();
    const bool next_shared = beat < before.last() && before[beat + 1].seq < common;
    if (shared && (whole || next_shared)) {
        return position;
    }
    // To the nanosecond, as interventions have it: nothing that happens then has happened yet.
    const double t_ns = std::round(time_at(before, position));
    const double same_time = position_of_time(after, t_ns);
    // Inside a wait that now ends elsewhere: never before the beat that both have.
    return shared ? std::max(static_cast<double>(beat), same_time) : same_time;
}

}  // namespace coroscope::viz
