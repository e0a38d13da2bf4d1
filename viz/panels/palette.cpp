#include "viz/panels/palette.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "viz/panels/commands.hpp"
#include "viz/panels/field.hpp"
#include "viz/panels/overlay.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

constexpr int rows_shown = 9;

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (static_cast<unsigned char>(c) < 0x80) {
            c = static_cast<char>(std::tolower(c));
        }
    }
    return result;
}

// A command's words, name and group in both languages: whoever has learnt one finds it in the
// other.
std::string searched(const Command& command) {
    std::string text = key_text(command.press);
    for (const Language language : {Language::english, Language::chinese}) {
        for (const Str id : {command.own, command.name, command.group}) {
            text += " " + std::string{tr(language, id)};
        }
    }
    return lower(text);
}

std::vector<const Command*> matching(std::string_view typed) {
    std::vector<const Command*> found;
    const std::string wanted = lower(typed);
    for (const Command& command : all_commands()) {
        if (searched(command).find(wanted) != std::string::npos) {
            found.push_back(&command);
        }
    }
    return found;
}

bool draw_row(Controls& controls, const Rect& row, const Scene& scene, const Command& command,
              bool chosen) {
    Canvas& canvas = controls.canvas();
    const bool has_key = command.press.key != Key::none;
    const std::string keys = key_text(command.press);
    const std::string id = has_key ? keys : std::to_string(static_cast<int>(command.name));
    const Controls::Response response = controls.area(("do " + id).c_str(), row);
    const Theme& theme = canvas.theme();
    if (chosen || response.hovered) {
        canvas.fill(row, chosen ? theme.accent_fill : theme.control_hover, canvas.px(6));
    }
    const Rect inner = row.inset(canvas.px(12), 0);
    const float width =
        std::max(canvas.px(22), canvas.text_width(keys, {.size = type::tiny}) + canvas.px(14));
    if (has_key) {
        key_cap(canvas, {inner.max.x - width, inner.centre().y}, keys);
    }
    canvas.text(inner.without_right(width + canvas.px(8)), scene.word(command.own),
                {.size = type::body, .colour = chosen ? theme.accent_ink : theme.text});
    return response.pressed;
}

}  // namespace

void draw_palette(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents) {
    if (!scene.view.palette_open) {
        return;
    }
    ControlsState& state = controls.state();
    const Canvas& below = controls.canvas();
    const float row = below.px(38);
    const float width = std::min(below.px(620), window.x - below.px(40));
    const float height = below.px(70) + row * rows_shown;
    const Rect place = snapped(Rect::sized((window.x - width) / 2, below.px(64), width,
                                           std::min(height, window.y - below.px(80))));
    Overlay overlay{below, "palette", window, place};
    Canvas& card = overlay.canvas();
    Controls inner{card, state};
    const auto container = card.container(place);
    const Rect body = place.inset(card.px(12), card.px(12));
    if (text_field(card, "command", snapped(body.top(card.px(38))), state.palette_text,
                   scene.word(Str::palette_hint), !ImGui::IsAnyItemActive())) {
        state.palette_row = 0;
    }
    const std::vector<const Command*> found = matching(state.palette_text);
    const auto count = static_cast<int>(found.size());
    state.palette_row = std::clamp(state.palette_row, 0, std::max(0, count - 1));
    Rect line = body.without_top(card.px(46)).top(row);
    if (count == 0) {
        card.text(line.inset(card.px(12), 0), scene.word(Str::palette_none),
                  {.colour = card.theme().muted});
    }
    const int first = std::max(0, state.palette_row - rows_shown + 1);
    const Command* done = nullptr;
    for (int i = first; i < std::min(count, first + rows_shown); ++i) {
        const bool chosen = i == state.palette_row;
        const Command& command = *found[static_cast<std::size_t>(i)];
        if (draw_row(inner, line, scene, command, chosen) || (chosen && state.press)) {
            done = &command;
        }
        line = line.moved(0, row);
    }
    if (done != nullptr) {
        intents.emplace_back(OpenPalette{false});
        intents.push_back(done->intent(scene.view, card.scale()));
    } else if (overlay.dismissed()) {
        intents.emplace_back(OpenPalette{false});
    }
}

}  // namespace coroscope::viz
