// Draws frames of the window where there is none: a Dear ImGui context of its own with the window's
// fonts and patterns, no display, no graphics driver.
//
// Thread rule: the thread that owns Dear ImGui (it has one current context for the whole program);
// the context of a window, if there is one, is current again after each call.
#pragma once

#include <functional>
#include <memory>

#include "viz/export/drawing.hpp"
#include "viz/panels/frame.hpp"

struct ImGuiContext;

namespace coroscope::viz {

/// What is drawn on.
struct Sheet {
    ImVec2 size{1920, 1080};  ///< pixels
    float scale = 1;          ///< of the UI
    ThemeName theme = ThemeName::dark;
    bool vector = false;  ///< shapes without soft edges, to become SVG
};

class Studio {
public:
    /// Finds the fonts. Throws std::runtime_error where there are none.
    Studio();
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;
    ~Studio();

    [[nodiscard]] bool has_chinese() const { return fonts_.has_chinese(); }

    /// One frame: `draw` is called between NewFrame and Render.
    Drawing frame(const Sheet& sheet, const std::function<void(const FrameMeans&)>& draw);

private:
    void build(float scale);
    void add_new_letters();

    Fonts fonts_;
    PatternTextures patterns_;
    float scale_ = 0;  // for which fonts and patterns are built
    std::shared_ptr<const Textures> textures_;
    ImGuiContext* context_;
};

/// The same thread for everybody: does something in the studio, wherever that is, and waits for it.
using InStudio = std::function<Drawing(const std::function<Drawing(Studio&)>&)>;

}  // namespace coroscope::viz
