#include "viz/panels/help.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "viz/panels/commands.hpp"
#include "viz/panels/overlay.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

struct Entry {
    Str name;
    std::vector<std::string> keys;
};

struct Group {
    Str title;
    std::vector<Entry> entries;
};

// Commands of one name share a line; the nine lessons share a key cap.
std::vector<Group> groups() {
    std::vector<Group> all;
    for (const Command& command : all_commands()) {
        if (command.press.key == Key::none) {
            continue;
        }
        if (all.empty() || all.back().title != command.group) {
            all.push_back({command.group, {}});
        }
        std::vector<Entry>& entries = all.back().entries;
        if (entries.empty() || entries.back().name != command.name) {
            entries.push_back({command.name, {}});
        }
        std::vector<std::string>& keys = entries.back().keys;
        const std::string key = key_text(command.press);
        if (command.name == Str::do_lesson && !keys.empty()) {
            keys.front() = "1 – " + key;
        } else {
            keys.push_back(key);
        }
    }
    all.back().entries.push_back({Str::do_scroll, {"↑", "↓"}});
    all.back().entries.push_back({Str::do_focus, {"Tab", "Enter"}});
    all.back().entries.push_back({Str::do_close, {"Esc"}});
    return all;
}

void draw_entry(Canvas& canvas, const Rect& row, const Scene& scene, const Entry& entry) {
    float right = row.max.x;
    for (std::size_t i = entry.keys.size(); i-- > 0;) {
        const float width = std::max(
            canvas.px(22), canvas.text_width(entry.keys[i], {.size = type::tiny}) + canvas.px(14));
        right -= width;
        key_cap(canvas, {right, row.centre().y}, entry.keys[i]);
        right -= canvas.px(5);
    }
    const Rect place{row.min, {right - canvas.px(6), row.max.y}};
    TextStyle style{.size = type::small};
    for (const float size : {type::tiny, type::least})
        if (canvas.text_width(scene.word(entry.name), style) > place.width()) style.size = size;
    canvas.text(place, scene.word(entry.name), style);
}

constexpr float title_height = 36;
constexpr float row_height = 27;
constexpr int columns = 3;

// Takes rows from top to bottom and column after column.
class Flow {
public:
    Flow(const Rect& inner, float column, float gap)
        : inner_(inner), column_(column), gap_(gap), y_(inner.min.y) {}

    // The next row; where `with` more pixels below it would not fit, that of the next column.
    Rect take(float height, float with = 0) {
        if (y_ + height + with > inner_.max.y + 1 && x_ < columns - 1) {
            ++x_;
            y_ = inner_.min.y;
        }
        const Rect row = Rect::sized(inner_.min.x + static_cast<float>(x_) * (column_ + gap_), y_,
                                     column_, height);
        y_ += height;
        return row;
    }

private:
    Rect inner_;
    float column_;
    float gap_;
    float y_;
    int x_ = 0;
};

float height_of(const Canvas& canvas, const std::vector<Group>& all) {
    float height = 0;
    for (const Group& group : all)
        height += canvas.px(title_height) +
                  canvas.px(row_height) * static_cast<float>(group.entries.size());
    // A title never stands at a column's end, which may leave room empty there.
    return std::ceil(height / columns) + canvas.px(title_height);
}

}  // namespace

void draw_help(Canvas& canvas, ImVec2 window, const Scene& scene, Intents& intents) {
    if (!scene.view.help_open) {
        return;
    }
    const std::vector<Group> all = groups();
    const float height = height_of(canvas, all) + canvas.px(28);
    const float width = std::min(canvas.px(1240), window.x - canvas.px(32));
    const Rect place = snapped(Rect::sized(
        (window.x - width) / 2, std::max(canvas.px(8), (window.y - height) / 2), width, height));
    Overlay overlay{canvas, "help", window, place};
    if (overlay.dismissed()) intents.emplace_back(OpenHelp{false});
    Canvas& card = overlay.canvas();
    const auto container = card.container(place);
    const Rect inner = place.inset(card.px(24), card.px(14));
    const float gap = card.px(32);
    Flow flow{inner, (inner.width() - gap * (columns - 1)) / columns, gap};
    for (const Group& group : all) {
        card.text(flow.take(card.px(title_height), card.px(row_height)), scene.word(group.title),
                  {.face = Face::bold, .size = type::body, .colour = card.theme().accent});
        for (const Entry& entry : group.entries) {
            draw_entry(card, flow.take(card.px(row_height)), scene, entry);
        }
    }
}

}  // namespace coroscope::viz
