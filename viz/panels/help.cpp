#include "viz/panels/help.hpp"

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
    canvas.text({row.min, {right - canvas.px(6), row.max.y}}, scene.word(entry.name),
                {.size = type::small});
}

float height_of(const Canvas& canvas, const Group& group) {
    return canvas.px(38) + canvas.px(27) * static_cast<float>(group.entries.size());
}

}  // namespace

void draw_help(Canvas& canvas, ImVec2 window, const Scene& scene) {
    if (!scene.view.help_open) {
        return;
    }
    const std::vector<Group> all = groups();
    // Two columns: time travel and jumps on the left, the rest on the right.
    const float left = height_of(canvas, all[0]) + height_of(canvas, all[1]);
    float right = 0;
    for (std::size_t i = 2; i < all.size(); ++i) right += height_of(canvas, all[i]);
    const float height = std::max(left, right) + canvas.px(28);
    const float width = std::min(canvas.px(940), window.x - canvas.px(40));
    const Rect place = snapped(Rect::sized(
        (window.x - width) / 2, std::max(canvas.px(8), (window.y - height) / 2), width, height));
    Overlay overlay{canvas, "help", window, place};
    Canvas& card = overlay.canvas();
    const auto container = card.container(place);
    const Rect inner = place.inset(card.px(26), card.px(14));
    const float column = (inner.width() - card.px(40)) / 2;
    float y = inner.min.y;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 2) {
            y = inner.min.y;
        }
        const float x = i < 2 ? inner.min.x : inner.max.x - column;
        card.text(Rect::sized(x, y, column, card.px(34)), scene.word(all[i].title),
                  {.face = Face::bold, .size = type::body, .colour = card.theme().accent});
        y += card.px(36);
        for (const Entry& entry : all[i].entries) {
            draw_entry(card, Rect::sized(x, y, column, card.px(27)), scene, entry);
            y += card.px(27);
        }
        y += card.px(2);
    }
}

}  // namespace coroscope::viz
