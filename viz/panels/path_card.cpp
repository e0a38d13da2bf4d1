#include "viz/panels/path_card.hpp"

#include <fmt/format.h>

#include "viz/panels/field.hpp"
#include "viz/panels/overlay.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

void draw_path_card(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents) {
    const PathCard kind = scene.view.path_card;
    if (kind == PathCard::none) {
        return;
    }
    const bool saves = kind != PathCard::open;
    const Str title = kind == PathCard::save           ? Str::save_title
                      : kind == PathCard::save_listing ? Str::save_listing_title
                                                       : Str::open_title;
    ControlsState& state = controls.state();
    const Canvas& below = controls.canvas();
    const bool complaint = scene.view.notice.is_warning();
    const float width = std::min(below.px(640), window.x - below.px(40));
    const float height = below.px(complaint ? 176 : 140);
    const Rect place =
        snapped(Rect::sized((window.x - width) / 2, window.y * 0.28f, width, height));
    Overlay overlay{below, "path", window, place};
    Canvas& card = overlay.canvas();
    Controls inner{card, state};
    const auto container = card.container(place);
    const Rect body = place.inset(card.px(18), card.px(12));
    card.text(body.top(card.px(32)), scene.word(title), {.face = Face::bold, .size = type::body});
    Rect row = body.without_top(card.px(44)).top(card.px(40));
    const std::string_view word = scene.word(saves ? Str::save_button : Str::open_button);
    const float button = inner.button_width(word);
    std::string& path = state.path_text(kind);
    const std::string field = fmt::format("path {}", static_cast<int>(kind));
    text_field(card, field.c_str(), snapped(row.without_right(button + card.px(10))), path,
               scene.word(saves ? Str::path_hint : Str::open_hint), !ImGui::IsAnyItemActive());
    const bool pressed =
        inner.button("path ok", snapped(row.right(button)), word, {.chosen = true});
    if (complaint) {
        card.text(body.bottom(card.px(30)), scene.view.notice.text,
                  {.size = type::small, .colour = card.theme().warning});
    }
    if ((pressed || state.press) && !path.empty()) {
        if (kind == PathCard::save_listing) {
            intents.emplace_back(SaveListing{path});
        } else if (saves) {
            intents.emplace_back(SaveScenario{path});
        } else {
            intents.emplace_back(OpenFile{path});
        }
    } else if (overlay.dismissed()) {
        intents.emplace_back(OpenPathCard{PathCard::none});
    }
}

}  // namespace coroscope::viz
