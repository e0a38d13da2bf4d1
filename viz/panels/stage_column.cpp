#include "viz/panels/stage_column.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "viz/panels/stage_break.hpp"

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
constexpr float narrow_shelf = 130;

/// One for whom there must be room: who stands here, or may do so at another moment.
struct Member {
    bool small = false;  ///< a callback
    std::string_view name = {};
};

/// Heights and count of sub-columns once chosen.
struct Grid {
    Setting setting;
    Box inner;
    float task_height;
    float handle_height;
    float gap;
    float width;
    float unit;
    NameGuess guess;
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
            width,
            unit,
            column.guess};
}

bool is_small(Party party) { return party.kind() == trace::PartyKind::handle; }

/// How many lines its name takes in that grid; 0 where it has no room even in the most.
std::size_t lines_of(const Grid& grid, const Member& member) {
    constexpr std::size_t short_name = 9;
    if (member.name.size() < short_name) return 1;
    const float beside = member.small ? 8 : 18;  // margins and a task's dot
    return name_lines_needed(member.name, grid.width / grid.unit - beside, grid.guess);
}

/// The height of its token: as its grid has it, or as its name needs.
float height_of(const Grid& grid, const Member& member) {
    constexpr float line = 12;
    const float height = member.small ? grid.handle_height : grid.task_height;
    const std::size_t needed = lines_of(grid, member);
    if (needed == 1) return height;
    const std::size_t lines = needed > 0 ? needed : most_name_lines;
    constexpr float edges = 8;  // the border, and air between it and letters
    const float need = (static_cast<float>(lines) * line + edges) * grid.unit;
    return std::max(height + grid.more_for_names, need);
}

/// The slots of `members`, top to bottom and column after column; stops at the first without room.
std::vector<Box> slots(const Grid& grid, std::span<const Member> members) {
    std::vector<Box> boxes;
    int column = 0;
    float y = grid.inner.y;
    for (const Member& member : members) {
        const float height = height_of(grid, member);
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
Grid with_room_for_names(Grid grid, std::span<const Member> members) {
    if (grid.setting.columns > 1) return grid;
    const auto names =
        static_cast<float>(std::count_if(members.begin(), members.end(), [&](const Member& member) {
            return member.small || lines_of(grid, member) != 1;
        }));
    const std::vector<Box> boxes = slots(grid, members);
    if (names == 0 || boxes.size() < members.size()) return grid;
    const float spare = grid.inner.bottom() - boxes.back().bottom();
    grid.more_for_names =
        std::max(0.0f, std::min(most_for_names * grid.unit, std::floor(spare / names) - 1));
    return grid;
}

/// True where each name has room on its token. A crowd is told apart by its arguments instead.
bool suits(const Grid& grid, std::span<const Member> members) {
    constexpr std::size_t crowd = 16;
    return members.size() > crowd ||
           std::all_of(members.begin(), members.end(),
                       [&](const Member& member) { return lines_of(grid, member) > 0; });
}

/// The first setting in which all of them find room, with the tallest tokens that it allows. Tasks
/// that have room in one column are not divided among several because callbacks stand there too.
Grid choose(const Column& column, const Box& inner, std::span<const Member> crowd,
            std::span<const Member> members) {
    const Setting* last = &settings.front();
    const Grid slim = grid_of(column, slimmest, inner, slimmest.least);
    const auto fit = [&](const Grid& grid, std::span<const Member> all) {
        return slots(grid, all).size() == all.size();
    };
    std::vector<Member> tasks{crowd.begin(), crowd.end()};
    std::erase_if(tasks, [](const Member& member) { return member.small; });
    const bool one_column = tasks.size() < crowd.size() && fit(slim, tasks) && fit(slim, members);
    for (const Setting& setting : settings) {
        if (setting.columns > 1 && one_column) break;
        const Grid least = grid_of(column, setting, inner, setting.least);
        if (setting.columns > 1 && least.width < setting.width * column.unit) continue;
        if (setting.columns > 1 && !suits(least, crowd)) continue;
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
        if (fit(taller, members)) return taller;
    }
    return slim;
}

bool is_shelf(const Column& column) {
    return column.place == Place::done || column.place == Place::cancelled;
}

bool is_low(const Column& column) { return column.box.h < low_shelf * column.unit; }

/// Below a shelf's tokens: room for the ring around a selected one, in design pixels.
float foot_of_shelf(const Column& column) {
    constexpr float chips_only = 49;  // no higher token has room beside the name
    if (!is_low(column)) return 7;
    return column.box.h < chips_only * column.unit ? 2.0f : 4.0f;
}

Box inner_box(const Column& column) {
    Box inner = column.box.inset(column.inset * column.unit);
    if (is_shelf(column)) {
        const float title = shelf_title_height(column.box.h, column.unit);
        if (column.box.w < narrow_shelf * column.unit) {  // the names need its margins
            inner.x = column.box.x + 5 * column.unit;
            inner.w = column.box.w - 10 * column.unit;
        }
        inner.y = column.box.y + title;
        inner.h = column.box.bottom() - foot_of_shelf(column) * column.unit - inner.y;
    }
    return inner;
}

std::vector<Member> members_of(const Standing& standing) {
    std::vector<Member> members;
    for (std::size_t index = 0; index < standing.some.size(); ++index)
        members.push_back({is_small(standing.some[index]), index < standing.names.size()
                                                               ? standing.names[index]
                                                               : std::string_view{}});
    return members;
}

/// The members with as many more tasks as the column must have room for, so that tokens keep their
/// size while others come and go.
std::vector<Member> crowd_of(const Column& column, const std::vector<Member>& members) {
    std::vector<Member> crowd = members;
    const auto tasks = static_cast<std::size_t>(
        std::count_if(members.begin(), members.end(), [](const Member& m) { return !m.small; }));
    // Past that many the densest setting is reached in any window.
    const std::size_t wanted = std::min<std::size_t>(column.room_for, 400);
    for (std::size_t more = tasks; more < wanted; ++more) crowd.emplace_back();
    return crowd;
}

/// The slots of the last of them, as many as have room.
std::vector<Box> last_slots(const Grid& grid, std::span<const Member> members) {
    const std::vector<Member> newest{members.rbegin(), members.rend()};
    for (std::size_t count = slots(grid, newest).size(); count > 0; --count)
        if (std::vector<Box> boxes = slots(grid, members.last(count)); boxes.size() == count)
            return boxes;
    return {};
}

/// The slots of those that are seen, and the group of those that are not.
struct Places {
    Grid grid;
    std::vector<Box> boxes;
    Overflow overflow;
};

Places places_of(const Column& column, const Standing& standing,
                 const std::vector<Member>& members) {
    // A full shelf shows the newest, a queue those whose turn comes first.
    const bool shelf = is_shelf(column);
    Box inner = inner_box(column);
    const std::vector<Member> crowd = crowd_of(column, members);
    Places places{with_room_for_names(choose(column, inner, crowd, members), members), {}, {}};
    places.boxes = slots(places.grid, members);
    if (places.boxes.size() >= standing.total) return places;
    // A group at the foot stands for those that have no room.
    const float height = std::min(inner.h, (is_low(column) ? 22.0f : 26.0f) * column.unit);
    const Box foot{inner.x, std::round(inner.bottom() - height), inner.w, height};
    inner.h -= height + 4 * column.unit;
    places.grid = choose(column, inner, crowd, crowd);
    places.boxes = shelf ? last_slots(places.grid, members) : slots(places.grid, members);
    places.overflow = {0, column.place, foot, standing.total - places.boxes.size()};
    return places;
}

/// Less margin around tokens, in design pixels, where a column has not got room for all of them.
constexpr float close_inset = 5;

/// The column's margin at which it has room for all that it must, else the closer one.
float inset_for(Column column, const std::vector<Member>& members) {
    const float wide = column.inset;
    if (is_shelf(column) || wide <= close_inset) return wide;
    const std::vector<Member> crowd = crowd_of(column, members);
    const Grid grid = choose(column, inner_box(column), crowd, crowd);
    return slots(grid, crowd).size() == crowd.size() ? wide : close_inset;
}

/// Names in the smallest letters where more tokens are seen by that.
Places best_places(Column column, const Standing& standing, const std::vector<Member>& members) {
    column.inset = inset_for(column, members);
    Places places = places_of(column, standing, members);
    if (places.overflow.count == 0) return places;
    column.guess = NameGuess::least;
    Places smaller = places_of(column, standing, members);
    return smaller.boxes.size() > places.boxes.size() ? smaller : places;
}

}  // namespace

float shelf_title_height(float shelf_height, float unit) {
    return (shelf_height < low_shelf * unit ? 20.0f : 27.0f) * unit;
}

float row_inset(const Lane& lane, Place place, float unit) {
    if (place == Place::centre) return 3;
    // A low row gives the margin around its tokens to a second line of them.
    return lane.box(place).h < 54 * unit ? 2 : 4;
}

float selection_reach(TokenForm form, const Lane& lane, Place place, float unit) {
    constexpr float thickness = 2;
    const float reach = form == TokenForm::card ? 4.0f : form == TokenForm::line ? 3.0f : 2.0f;
    if (!lane.row) return reach;
    return std::min(reach, std::max(0.0f, row_inset(lane, place, unit) - thickness));
}

float ring_thickness(const Lane& lane, float unit) {
    return std::round(std::clamp(lane.ring.w * 0.075f, 6 * unit, 18 * unit));
}

Filled fill_column(const Column& column, const Standing& standing) {
    const std::vector<Party>& parties = standing.some;
    const std::vector<Member> members = members_of(standing);
    const auto [grid, boxes, overflow] = best_places(column, standing, members);
    Filled filled;
    filled.overflow = overflow;
    const std::size_t visible = boxes.size();
    const std::size_t skipped =
        is_shelf(column) ? parties.size() - std::min(parties.size(), visible) : 0;
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
