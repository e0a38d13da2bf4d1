// The menu of what can be done to a task at the cursor; what cannot is greyed and says why.
#pragma once

#include <vector>

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {

/// One line of the menu.
struct MenuRow {
    std::string label;
    Icon icon = Icon::none;
    Touch wish;
    Refusal refusal;
};

/// The lines for a task, or without one for the program alone, with the cursor where it is.
std::vector<MenuRow> menu_rows(const Scene& scene, trace::Party task);

/// Draws the menu while it is open, above everything else; `stage` is where it stands when it was
/// opened by key. Returns Touch and OpenMenu.
void draw_task_menu(Controls& controls, ImVec2 window, const Rect& stage, const Scene& scene,
                    Intents& intents);

}  // namespace coroscope::viz
