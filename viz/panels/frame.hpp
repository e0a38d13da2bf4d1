// One frame of the window: all panels in their places.
//
// Thread rule: the window's thread, between ImGui::NewFrame and ImGui::Render.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/layout.hpp"
#include "viz/panels/patterns.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

struct FrameMeans {
    const Fonts& fonts;
    const PatternTextures& patterns;
    float scale = 1;         ///< the effective one, for which fonts and patterns were made
    int scroll_lesson = 0;   ///< lines to scroll the lesson's text by
    TextLog* log = nullptr;  ///< tests ask what was written where
};

/// Draws everything on a window as large as ImGui's display; returns what the person asked for.
Intents draw_frame(const FrameMeans& means, ControlsState& state, const Scene& scene);

}  // namespace coroscope::viz
