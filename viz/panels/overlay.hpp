// A card on top of everything, with a veil over the window behind it: the list of keys, the command
// palette.
#pragma once

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// Opens an ImGui window of its own while it lives. Thread rule: as Canvas.
class Overlay {
public:
    /// `window` is the size of the display, `place` where the card is.
    Overlay(const Canvas& below, const char* id, ImVec2 window, const Rect& place);
    Overlay(const Overlay&) = delete;
    Overlay& operator=(const Overlay&) = delete;
    ~Overlay();

    /// What to draw the card's content on.
    [[nodiscard]] Canvas& canvas() { return canvas_; }
    /// True in the frame in which the person clicks beside the card.
    [[nodiscard]] bool dismissed() const { return dismissed_; }

private:
    static ImDrawList& begin(const char* id, ImVec2 window);

    Canvas canvas_;
    int layer_ = 0;
    bool dismissed_ = false;
};

}  // namespace coroscope::viz
