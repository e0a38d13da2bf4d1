#include "viz/panels/layout.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

float first_scale(ImVec2 monitor, float content_scale) {
    const float as_designed = std::min(monitor.x / 1920, monitor.y / 1080);
    const float scale = std::max(content_scale, std::floor(as_designed * 8) / 8);
    return std::clamp(scale, 1.0f, 3.0f);
}

float effective_scale(ImVec2 window, float wanted, bool presenting) {
    const float width = presenting ? least_width_presenting : least_width;
    const float height = presenting ? least_height_presenting : least_height;
    const float fits = std::min(window.x / width, window.y / height);
    const float scale = std::min(presenting ? wanted * 1.375f : wanted, fits);
    // In steps of a sixteenth: the font atlas is made anew for each scale.
    return std::max(0.25f, std::floor(scale * 16) / 16);
}

namespace {

// Listing and output on the left, stage and timeline in the rest.
void place_for_presenting(Layout& layout, const Rect& all, float width, float scale, float margin,
                          Told told, bool tall_side, bool with_listing) {
    const auto px = [&](float design) { return std::round(design * scale); };
    const Rect column = snapped(all.left(px(std::clamp(width * 0.32f, 340.0f, 560.0f))));
    const Rect work = snapped(all.without_left(column.width() + margin));
    const bool page = told == Told::as_page;
    const float share = page ? 0.57f : tall_side ? 0.5f : 0.27f;
    const float below = std::round(column.height() * share);
    layout.code = with_listing ? column.without_bottom(below + margin) : Rect{};
    (page ? layout.lesson : layout.side) = with_listing ? column.bottom(below) : column;
    // In a low window the stage has no header, and the timeline needs its rows.
    const float stage = std::round(work.height() * (work.height() < px(480) ? 0.505f : 0.56f));
    layout.stage = work.top(stage);
    layout.timeline = work.without_top(stage + margin);
}

}  // namespace

Layout make_layout(ImVec2 window, float scale, bool with_notice, bool presenting, Told told,
                   bool tall_side, bool with_listing) {
    const auto px = [&](float design) { return std::round(design * scale); };
    Layout layout;
    const float width = window.x / scale;
    const float height = window.y / scale;
    layout.compact = presenting || width < 1560 || height < 860;
    const float margin = px(layout.compact ? 10 : 12);

    Rect all{{0, 0}, window};
    layout.topbar = all.top(px(layout.compact ? 50 : 56));
    all = all.without_top(layout.topbar.height());
    layout.transport = all.bottom(px(layout.compact ? 62 : 70));
    all = all.without_bottom(layout.transport.height()).inset(margin);
    if (with_notice) {
        layout.notice = all.top(px(40));
        all = all.without_top(px(40) + margin);
    }
    if (presenting && told == Told::as_caption) {
        layout.caption = all.top(px(height < 720 ? 66 : 84));
        all = all.without_top(layout.caption.height() + margin);
    }
    if (presenting) {
        place_for_presenting(layout, all, width, scale, margin, told, tall_side, with_listing);
        return layout;
    }

    const float left = std::round(std::clamp(width * 0.295f, 404.0f, 660.0f)) * scale;
    const Rect column = snapped(all.left(left));
    const Rect work = with_listing ? snapped(all.without_left(left + margin)) : snapped(all);
    // Listings are longer than texts are, and must be seen whole where possible.
    const float lesson = std::round(column.height() * (layout.compact ? 0.36f : 0.385f));
    if (with_listing) {
        layout.lesson = column.top(lesson);
        layout.code = column.without_top(lesson + margin);
    }

    // The stage has the narration below it.
    const float stage = std::round(work.height() * (layout.compact ? 0.525f : 0.52f));
    const Rect upper = work.top(stage);
    const Rect lower = work.without_top(stage + margin);
    if (layout.compact) {
        const float side = px(std::clamp(width * 0.215f, 260.0f, 340.0f));
        layout.stage = upper;
        layout.timeline = lower.without_right(side + margin);
        layout.side = lower.right(side);
    } else {
        const float side = px(std::clamp(width * 0.195f, 330.0f, 480.0f));
        const Rect right = upper.right(side);
        const float inspector = std::round(right.height() * (tall_side ? 0.44f : 0.62f));
        layout.stage = upper.without_right(side + margin);
        layout.inspector = right.top(inspector);
        layout.side = right.without_top(inspector + margin);
        layout.timeline = lower;
    }
    return layout;
}

}  // namespace coroscope::viz
