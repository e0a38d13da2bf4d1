// A card beside what it belongs to, on top of everything: while it is open nothing else is clicked,
// and a click beside it closes it.
#pragma once

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// Opens an ImGui window of its own while it lives. Thread rule: as Canvas.
class Popover {
public:
    /// `window` is the size of the display, `place` where the card is.
    Popover(const Canvas& below, const char* id, ImVec2 window, const Rect& place);
    Popover(const Popover&) = delete;
    Popover& operator=(const Popover&) = delete;
    ~Popover();

    /// What to draw the card's content on.
    [[nodiscard]] Canvas& canvas() { return canvas_; }
    /// True in the frame in which the person clicks beside the card.
    [[nodiscard]] bool dismissed() const { return dismissed_; }

    /// The rectangle of that size at a corner, moved so that it lies within the window.
    static Rect within(ImVec2 window, ImVec2 corner, float width, float height, float margin);

private:
    static ImDrawList& begin(const char* id, ImVec2 window);

    Canvas canvas_;
    int layer_ = 0;
    bool dismissed_ = false;
};

}  // namespace coroscope::viz
