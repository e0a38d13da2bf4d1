// The frame that all panels share: background, border and a header line with a title.
#pragma once

#include <string_view>

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// Height of a panel's header, in design pixels.
inline constexpr float header_height = 36;

/// Draws an empty panel and its title; returns the space below the header. `right` is what stands
/// at the header's end.
Rect panel_frame(Canvas& canvas, const Rect& rect, std::string_view title,
                 std::string_view right = {});

/// The same without a title: the caller fills the header. Returns the space below.
Rect panel_frame_bare(Canvas& canvas, const Rect& rect);

/// A scrolling region of a panel; its content is drawn on the canvas that it gives.
class ScrollArea {
public:
    ScrollArea(const Canvas& canvas, const char* id, const Rect& rect);
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;
    ~ScrollArea();

    [[nodiscard]] Canvas& canvas() { return canvas_; }
    /// The visible region without the scroll bar.
    [[nodiscard]] Rect view() const { return view_; }
    /// The same without the column of the marks that there is more: no text may stand in it where
    /// the content scrolls.
    [[nodiscard]] Rect text_view() const { return view_.without_right(canvas_.px(mark_room)); }
    /// The width of that column, in design pixels.
    static constexpr float mark_room = 22;
    /// The width of the bar at the right of the view, in design pixels.
    static constexpr float bar = 8;
    /// True for a row that is seen whole: half rows at the edges are left out.
    [[nodiscard]] bool shows(const Rect& row) const {
        return row.min.y >= view_.min.y - 1 && row.max.y <= view_.max.y + 1;
    }
    /// Where content begins: above the region's top once it is scrolled.
    [[nodiscard]] ImVec2 origin() const;
    /// Says how high the content is, which the scroll bar needs. Called once it is drawn: where
    /// there is more above or below, a mark says so.
    void content(float height);
    /// Scrolls to see down to `bottom` of the content, by half regions at a time: the same bottom
    /// is always shown at the same place, whichever way the cursor came.
    void show(float bottom);
    /// Scrolls no further than is needed to see from `top` to `bottom` of the content, or as much
    /// above `bottom` as has room.
    void reveal(float top, float bottom);
    /// Scrolls to the end of content that is so high.
    void show_end(float height);
    void scroll_by(float pixels);

private:
    void mark(Icon direction, float y);
    static ImDrawList& begin(const Canvas& canvas, const char* id, const Rect& rect);

    Rect view_;
    Canvas canvas_;
    Canvas::Guard guard_;
};

}  // namespace coroscope::viz
