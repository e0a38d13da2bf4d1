#include "viz/model/overview.hpp"

#include <algorithm>
#include <optional>

namespace coroscope::viz {

namespace {

std::optional<Crowd> crowd_of(SpanKind kind) {
    switch (kind) {
        case SpanKind::running:
            return Crowd::running;
        case SpanKind::ready:
            return Crowd::ready;
        case SpanKind::waiting:
            return Crowd::waiting;
        case SpanKind::plain:
        case SpanKind::exception:
        case SpanKind::loop_run:
        case SpanKind::idle:
        case SpanKind::blocked:
        case SpanKind::iteration:
        case SpanKind::done:
        case SpanKind::failed:
        case SpanKind::cancelled:
        case SpanKind::destroyed:
            break;
    }
    return std::nullopt;
}

using Changes = std::array<std::int32_t, crowd_count>;

bool is_shown(const Track& track) {
    return track.kind == TrackKind::task || track.kind == TrackKind::callback;
}

}  // namespace

Overview build_overview(const Tracks& tracks, std::size_t last_beat, std::size_t most_slices) {
    // In a long recording only every so manieth beat is looked at: what it takes has a bound.
    constexpr std::size_t most_looks = std::size_t{1} << 16;
    Overview overview;
    const auto stride = static_cast<std::uint32_t>(last_beat / most_looks + 1);
    const std::size_t looks = last_beat / stride + 1;
    const auto first_look_from = [&](std::size_t beat) {
        // Numbers of beats are short, and dividing long ones takes several times as long.
        const auto rounded_up = static_cast<std::uint32_t>(beat + stride - 1);
        return std::min<std::size_t>(rounded_up / stride, looks);
    };
    // By how much the counts change from look to look.
    std::vector<Changes> changes(looks + 1, Changes{});
    for (std::size_t index = 0; index < tracks.tracks.size(); ++index) {
        const Track& track = tracks.tracks[index];
        if (!is_shown(track)) continue;
        overview.lanes.push_back(index);
        std::size_t last_end = 0;
        std::size_t end_look = 0;
        track.spans.each([&](SpanKind kind, std::size_t begin, std::size_t end) {
            // Mostly a span begins where the last one ended.
            const std::size_t begin_look = begin == last_end ? end_look : first_look_from(begin);
            last_end = end;
            end_look = first_look_from(end);
            if (const std::optional<Crowd> crowd = crowd_of(kind)) {
                const auto which = static_cast<std::size_t>(*crowd);
                ++changes[begin_look][which];
                --changes[end_look][which];
            }
        });
    }
    const std::size_t width = (looks - 1) / std::max<std::size_t>(1, most_slices) + 1;
    Changes counts{};
    for (std::size_t look = 0; look < looks; ++look) {
        if (look % width == 0) overview.slices.push_back({look * stride, {}});
        Overview::Slice& slice = overview.slices.back();
        std::uint32_t total = 0;
        for (std::size_t which = 0; which < crowd_count; ++which) {
            counts[which] += changes[look][which];
            total += static_cast<std::uint32_t>(counts[which]);
        }
        if (total < slice.total()) continue;
        for (std::size_t which = 0; which < crowd_count; ++which)
            slice.counts[which] = static_cast<std::uint32_t>(counts[which]);
        overview.most = std::max(overview.most, slice.total());
    }
    return overview;
}

}  // namespace coroscope::viz
