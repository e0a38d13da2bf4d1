#include "viz/panels/timeline_heights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/model/rows.hpp"

namespace coroscope::viz {
namespace {

/// Heights of a row in design pixels: what it needs to be read well, and what it grows to where
/// there is room.
struct RowHeight {
    float least;
    float most;
    float bar;  ///< share of the row that its bar takes
};

RowHeight height_of(TrackKind kind) {
    switch (kind) {
        case TrackKind::thread:
            return {21, 60, 0.68f};
        case TrackKind::loop:
            return {20, 52, 0.7f};
        case TrackKind::task:
        case TrackKind::callback:
            return {21, 80, 0.74f};
        case TrackKind::more:
            return {20, 26, 0.7f};
        case TrackKind::person:
            return {20, 60, 0.7f};
    }
    return {21, 60, 0.7f};
}

/// What a name takes in the smallest type: a low row that stands alone, or a group of them.
constexpr float one_name = 16;
/// How much of that a neighbour of the same group gives.
constexpr float shared_name = 8;
/// A low row between two others.
constexpr float lowest = 6;
/// Below that, a row has no words.
constexpr float wordless = 15;

/// Where more rows have to share too little room they are scrolled, all of them high.
constexpr std::size_t most_to_share = 64;

/// The growths that high rows may have where others are low: well read from the back row, or read.
constexpr float growths[] = {0.11f, 0.05f, 0};

float high(TrackKind kind, float growth, float unit) {
    const RowHeight height = height_of(kind);
    return std::floor((height.least + (height.most - height.least) * growth) * unit);
}

/// The beats from which and to which a track lives; it never comes where nothing is known of it.
struct Life {
    std::size_t from = SIZE_MAX;
    std::size_t to = SIZE_MAX;
};

Life life_of(const Track& track) {
    if (track.spans.empty()) return {};
    const std::size_t last = track.spans.size() - 1;
    return {track.spans.begin_beat(0), is_finished(track.spans.kind(last))
                                           ? track.spans.begin_beat(last)
                                           : track.spans.end_beat(last)};
}

RowLife life_at(const Life& life, std::size_t beat) {
    if (beat < life.from) return RowLife::to_come;
    return beat > life.to ? RowLife::ended : RowLife::now;
}

/// So many beats lie between the cursor and that life.
std::size_t distance(const Life& life, std::size_t beat) {
    if (beat < life.from) return life.from - beat;
    return beat > life.to ? beat - life.to : 0;
}

/// What of a track matters for its height.
struct Row {
    TrackKind kind;
    bool always_high;
    Life life;
};

std::vector<Row> rows_of(std::span<const Track> tracks, const RowRoom& room) {
    std::vector<Row> rows;
    for (const Track& track : tracks) {
        const bool chosen = room.selected && selectable(track) == room.selected;
        const bool counts = track.kind == TrackKind::person || track.kind == TrackKind::more;
        rows.push_back({track.kind, chosen || counts, life_of(track)});
    }
    return rows;
}

/// One way to share the room at one beat: who is high.
struct Sharing {
    const std::vector<Row>& rows;
    float growth;
    float unit;
    std::size_t beat;
    std::vector<bool> is_high;

    [[nodiscard]] bool same_group(std::size_t one, std::size_t other) const {
        return !is_high[other] && life_at(rows[one].life, beat) == life_at(rows[other].life, beat);
    }
    [[nodiscard]] float height(std::size_t row) const {
        if (is_high[row]) return high(rows[row].kind, growth, unit);
        float low = one_name;
        if (row > 0 && same_group(row, row - 1)) low -= shared_name;
        if (row + 1 < rows.size() && same_group(row, row + 1)) low -= shared_name;
        return std::ceil(std::max(low, lowest) * unit);
    }
    [[nodiscard]] float total() const {
        float sum = 0;
        for (std::size_t row = 0; row < rows.size(); ++row) sum += height(row);
        return sum;
    }
};

/// High are those that live at that beat, and no others.
Sharing with_living(const std::vector<Row>& rows, float growth, float unit, std::size_t beat) {
    Sharing sharing{rows, growth, unit, beat, {}};
    for (const Row& row : rows)
        sharing.is_high.push_back(row.always_high || distance(row.life, beat) == 0);
    return sharing;
}

/// High are those that live at that beat, and as many of the others as have room.
Sharing best_at(const std::vector<Row>& rows, const RowPlan& plan, const RowRoom& room,
                std::size_t beat) {
    Sharing sharing = with_living(rows, plan.growth, room.unit, beat);
    std::vector<std::size_t> others;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (!sharing.is_high[row]) others.push_back(row);
    std::ranges::stable_sort(others, {},
                             [&](std::size_t row) { return distance(rows[row].life, beat); });
    for (const std::size_t row : others) {
        sharing.is_high[row] = true;
        if (sharing.total() <= room.height) continue;
        sharing.is_high[row] = false;
        break;
    }
    return sharing;
}

/// Those that live at once have room, however many: the most do when one of them begins.
bool living_fit(const std::vector<Row>& rows, float growth, const RowRoom& room) {
    return std::ranges::all_of(rows, [&](const Row& row) {
        return row.life.from == SIZE_MAX ||
               with_living(rows, growth, room.unit, row.life.from).total() <= room.height;
    });
}

/// How far the rows have come from one beat's heights to the next one's: they begin late, so that
/// what is still going on is not taken the room of.
float passage(double fraction) {
    const auto late = static_cast<float>(std::clamp(fraction * 2 - 1, 0.0, 1.0));
    return late * late * (3 - 2 * late);
}

}  // namespace

RowPlan plan_rows(std::span<const Track> tracks, const RowRoom& room) {
    float least = 0;
    float most = 0;
    for (const Track& track : tracks) {
        least += height_of(track.kind).least * room.unit;
        most += height_of(track.kind).most * room.unit;
    }
    if (least <= room.height)
        return {most > least ? std::min((room.height - least) / (most - least), 1.0f) : 0};
    if (tracks.size() > most_to_share) return {.fits = false};
    const std::vector<Row> rows = rows_of(tracks, room);
    for (const float growth : growths)
        if (living_fit(rows, growth, room)) return {growth, false, true};
    return {.growth = 0, .all_high = false, .fits = false};
}

std::vector<float> row_heights(std::span<const Track> tracks, const RowPlan& plan,
                               const RowRoom& room, double position,
                               std::span<const std::uint32_t> folded) {
    std::vector<float> heights;
    if (plan.all_high) {
        for (const Track& track : tracks)
            heights.push_back(high(track.kind, plan.growth, room.unit));
        return heights;
    }
    const double floor = std::floor(std::max(0.0, position));
    const auto beat = static_cast<std::size_t>(floor);
    const std::vector<Row> rows = rows_of(tracks, room);
    const Sharing here = best_at(rows, plan, room, beat);
    const float passed = passage(position - floor);
    const Sharing next = passed > 0 ? best_at(rows, plan, room, beat + 1) : here;
    for (std::size_t row = 0; row < tracks.size(); ++row) {
        const float from = here.height(row);
        // Down to whole pixels: together they never need more than there is.
        heights.push_back(std::floor(from + passed * (next.height(row) - from)));
    }
    for (const std::uint32_t row : folded)
        if (row < heights.size())
            heights[row] = std::max(heights[row], std::ceil(one_name * room.unit));
    return heights;
}

RowLife life_at(const Track& track, std::size_t beat) { return life_at(life_of(track), beat); }

bool is_low_row(float height, float unit) { return height < wordless * unit; }

float bar_share(TrackKind kind) { return height_of(kind).bar; }

}  // namespace coroscope::viz
