#include "viz/panels/stage_column.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope::viz {
namespace {

/// One way to set tokens into a column, from the roomiest to the densest.
struct Setting {
    TokenForm form;
    int columns;
    float least;   ///< height of a task's token, at least
    float most;    ///< and at most, where there is room
    float handle;  ///< height of a callback's token
    float gap;
    float width;  ///< least width of a token
};
constexpr std::array settings{
    Setting{TokenForm::card, 1, 40, 62, 38, 7, 0},   Setting{TokenForm::line, 1, 27, 40, 24, 5, 0},
    Setting{TokenForm::line, 2, 27, 30, 24, 5, 112}, Setting{TokenForm::chip, 1, 19, 36, 19, 3, 0},
    Setting{TokenForm::chip, 2, 20, 24, 20, 4, 70},  Setting{TokenForm::chip, 3, 19, 22, 19, 4, 54},
    Setting{TokenForm::chip, 4, 19, 22, 19, 3, 54},
};

/// The slimmest tokens that stand in one column.
constexpr Setting slimmest = settings[3];

/// By how much a token may grow for a long name, in design pixels.
constexpr float most_for_names = 14;

/// A shelf lower than that, in design pixels, has its name close above its tokens.
constexpr float low_shelf = 62;

/// Heights and count of sub-columns once chosen.
struct Grid {
    Setting setting;
    Box inner;
    float task_height;
    float handle_height;
    float gap;
    float width;
    float more_for_names = 0;  ///< what the column has to spare for each long name
};

/// Where a loop never has a task, its callbacks are as large as tasks are elsewhere.
bool has_callbacks_only(const Column& column) { return column.room_for == 0; }

Grid grid_of(const Column& column, const Setting& setting, const Box& inner, float task_height) {
    const float unit = column.unit;
    const float gap = setting.gap * unit;
    const auto columns = static_cast<float>(setting.columns);
    const float width = std::floor((inner.w - gap * (columns - 1)) / columns);
    return {setting,
            inner,
            task_height * unit,
            (has_callbacks_only(column) ? task_height : setting.handle) * unit,
            gap,
            width};
}

bool is_small(Party party) { return party.kind() == trace::PartyKind::handle; }

/// True where a name may need further lines: a callback's, or one that is long for the token.
bool is_long(const Column& column, const Grid& grid, Party party) {
    constexpr float letter = 7;   // a wide guess, in design pixels
    constexpr float beside = 20;  // dot and margins
    if (is_small(party)) return !has_callbacks_only(column);
    if (column.families == nullptr || party.kind() != trace::PartyKind::task) return false;
    if (party.number() >= column.family.size()) return false;
    const std::string& name = (*column.families)[column.family[party.number()]];
    return (static_cast<float>(name.size() + 2) * letter + beside) * column.unit > grid.width;
}

/// The slots of `parties`, top to bottom and column after column; stops at the first without room.
std::vector<Box> slots(const Column& of, const Grid& grid, const std::vector<Party>& parties) {
    std::vector<Box> boxes;
    int column = 0;
    float y = grid.inner.y;
    for (const Party party : parties) {
        float height = is_small(party) ? grid.handle_height : grid.task_height;
        if (grid.more_for_names > 0 && is_long(of, grid, party)) height += grid.more_for_names;
        if (y + height > grid.inner.bottom() + 0.01f) {
            if (++column >= grid.setting.columns) return boxes;
            y = grid.inner.y;
            if (y + height > grid.inner.bottom() + 0.01f) return boxes;
        }
        const float x = grid.inner.x + static_cast<float>(column) * (grid.width + grid.gap);
        boxes.push_back({std::round(x), std::round(y), grid.width, std::floor(height)});
        y = std::round(y) + std::floor(height) + grid.gap;
    }
    return boxes;
}

/// With what the column has to spare the tokens of long names grow.
Grid with_room_for_names(Grid grid, const Column& column, const std::vector<Party>& parties) {
    if (grid.setting.columns > 1) return grid;
    const auto names = static_cast<float>(std::count_if(
        parties.begin(), parties.end(), [&](Party party) { return is_long(column, grid, party); }));
    const std::vector<Box> boxes = slots(column, grid, parties);
    if (names == 0 || boxes.size() < parties.size()) return grid;
    const float spare = grid.inner.bottom() - boxes.back().bottom();
    grid.more_for_names =
        std::max(0.0f, std::min(most_for_names * column.unit, std::floor(spare / names) - 1));
    return grid;
}

/// The first setting in which all of them find room, with the tallest tokens that it allows. Tasks
/// that have room in one column are not divided among several because callbacks stand there too.
Grid choose(const Column& column, const Box& inner, const std::vector<Party>& crowd,
            const std::vector<Party>& parties) {
    const Setting* last = &settings.front();
    const Grid slim = grid_of(column, slimmest, inner, slimmest.least);
    const auto fit = [&](const Grid& grid, const std::vector<Party>& all) {
        return slots(column, grid, all).size() == all.size();
    };
    std::vector<Party> tasks = crowd;
    std::erase_if(tasks, is_small);
    const bool one_column = tasks.size() < crowd.size() && fit(slim, tasks) && fit(slim, parties);
    for (const Setting& setting : settings) {
        if (setting.columns > 1 && one_column) break;
        const Grid least = grid_of(column, setting, inner, setting.least);
        if (setting.columns > 1 && least.width < setting.width * column.unit) continue;
        last = &setting;
        if (!fit(least, crowd)) continue;
        for (float height = setting.most; height > setting.least; height -= 1) {
            const Grid taller = grid_of(column, setting, inner, height);
            if (fit(taller, crowd)) return taller;
        }
        return least;
    }
    if (!one_column) return grid_of(column, *last, inner, last->least);
    for (float height = slimmest.most; height > slimmest.least; height -= 1) {
        const Grid taller = grid_of(column, slimmest, inner, height);
        if (fit(taller, parties)) return taller;
    }
    return slim;
}

bool is_low(const Column& column) { return column.box.h < low_shelf * column.unit; }

Box inner_box(const Column& column) {
    Box inner = column.box.inset(column.inset * column.unit);
    if (column.place == Place::done || column.place == Place::cancelled) {
        const float title = shelf_title_height(column.box.h, column.unit);
        inner.y = column.box.y + title;
        inner.h = column.box.bottom() - (is_low(column) ? 2.0f : 7.0f) * column.unit - inner.y;
    }
    return inner;
}

/// The parties with as many more tasks as the column must have room for, so that tokens keep their
/// size while others come and go.
std::vector<Party> crowd_of(const Column& column, const std::vector<Party>& parties) {
    std::vector<Party> crowd = parties;
    const auto tasks = static_cast<std::size_t>(
        std::count_if(parties.begin(), parties.end(), [](Party p) { return !is_small(p); }));
    // Past that many the densest setting is reached in any window.
    const std::size_t wanted = std::min<std::size_t>(column.room_for, 400);
    for (std::size_t more = tasks; more < wanted; ++more) crowd.push_back(Party::task(1));
    return crowd;
}

}  // namespace

float shelf_title_height(float shelf_height, float unit) {
    return (shelf_height < low_shelf * unit ? 20.0f : 27.0f) * unit;
}

float ring_thickness(const Lane& lane, float unit) {
    return std::round(std::clamp(lane.ring.w * 0.075f, 6 * unit, 18 * unit));
}

Filled fill_column(const Column& column, const Standing& standing) {
    const std::vector<Party>& parties = standing.some;
    Box inner = inner_box(column);
    const std::vector<Party> crowd = crowd_of(column, parties);
    Grid grid = with_room_for_names(choose(column, inner, crowd, parties), column, parties);
    std::vector<Box> boxes = slots(column, grid, parties);
    Filled filled;
    if (boxes.size() < standing.total) {
        // A group at the foot stands for those that have no room.
        const float height = std::min(inner.h, 26 * column.unit);
        const Box foot{inner.x, std::round(inner.bottom() - height), inner.w, height};
        inner.h -= height + 4 * column.unit;
        grid = choose(column, inner, crowd, crowd);
        boxes = slots(column, grid, parties);
        filled.overflow = {0, column.place, foot, standing.total - boxes.size()};
    }
    const std::size_t visible = boxes.size();
    // A full shelf shows the newest, a queue those whose turn comes first.
    const bool shelf = column.place == Place::done || column.place == Place::cancelled;
    const std::size_t skipped = shelf ? parties.size() - std::min(parties.size(), visible) : 0;
    std::vector<std::size_t> hidden_of = standing.families;
    for (std::size_t index = 0; index < parties.size(); ++index) {
        const Party party = parties[index];
        const bool hidden = index < skipped || index - skipped >= visible;
        const bool counted = party.kind() == trace::PartyKind::task &&
                             party.number() < column.family.size() && !hidden_of.empty();
        if (counted && !hidden) --hidden_of[column.family[party.number()]];
        const TokenForm form =
            is_small(party) && !has_callbacks_only(column) && grid.setting.form == TokenForm::card
                ? TokenForm::line
                : grid.setting.form;
        filled.tokens.push_back({party, column.place, form, 0,
                                 hidden ? filled.overflow.box : boxes[index - skipped], hidden});
    }
    const auto largest = std::max_element(hidden_of.begin(), hidden_of.end());
    if (filled.overflow.count > 0 && largest != hidden_of.end() && *largest > 0) {
        filled.overflow.family = static_cast<std::uint32_t>(largest - hidden_of.begin());
        filled.overflow.in_family = *largest;
    }
    return filled;
}

}  // namespace coroscope::viz
