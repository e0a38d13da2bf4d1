#include "viz/panels/layout.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

float first_scale(ImVec2 monitor, float content_scale) {
    const float as_designed = std::min(monitor.x / 1920, monitor.y / 1080);
    const float scale = std::max(content_scale, std::floor(as_designed * 8) / 8);
    return std::clamp(scale, 1.0f, 3.0f);
}

float effective_scale(ImVec2 window, float wanted) {
    const float fits = std::min(window.x / least_width, window.y / least_height);
    const float scale = std::min(wanted, fits);
    // In steps of a sixteenth: the font atlas is made anew for each scale.
    return std::max(0.25f, std::floor(scale * 16) / 16);
}

Layout make_layout(ImVec2 window, float scale, bool with_notice) {
    const auto px = [&](float design) { return std::round(design * scale); };
    Layout layout;
    const float width = window.x / scale;
    const float height = window.y / scale;
    layout.compact = width < 1560 || height < 860;
    const float margin = px(layout.compact ? 10 : 12);

    Rect all{{0, 0}, window};
    layout.topbar = all.top(px(layout.compact ? 50 : 56));
    all = all.without_top(layout.topbar.height());
    layout.transport = all.bottom(px(layout.compact ? 58 : 66));
    all = all.without_bottom(layout.transport.height()).inset(margin);
    if (with_notice) {
        layout.notice = all.top(px(40));
        all = all.without_top(px(40) + margin);
    }

    const float left = std::round(std::clamp(width * 0.295f, 384.0f, 660.0f)) * scale;
    const Rect column = snapped(all.left(left));
    const Rect work = snapped(all.without_left(left + margin));
    // Listings are longer than texts are, and must be seen whole where possible.
    const float lesson = std::round(column.height() * (layout.compact ? 0.36f : 0.40f));
    layout.lesson = column.top(lesson);
    layout.code = column.without_top(lesson + margin);

    const float stage = std::round(work.height() * (layout.compact ? 0.5f : 0.47f));
    const Rect upper = work.top(stage);
    const Rect lower = work.without_top(stage + margin);
    if (layout.compact) {
        const float console = px(std::clamp(width * 0.19f, 220.0f, 300.0f));
        layout.stage = upper;
        layout.timeline = lower.without_right(console + margin);
        layout.console = lower.right(console);
    } else {
        const float side = px(std::clamp(width * 0.185f, 320.0f, 460.0f));
        const Rect right = upper.right(side);
        const float task = std::round(std::min(px(190), right.height() * 0.45f));
        layout.stage = upper.without_right(side + margin);
        layout.task = right.top(task);
        layout.console = right.without_top(task + margin);
        layout.timeline = lower;
    }
    return layout;
}

}  // namespace coroscope::viz
