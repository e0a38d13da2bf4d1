#include "viz/panels/canvas.hpp"

#include <cmath>

namespace coroscope::viz {

Canvas::Canvas(ImDrawList& list, const Fonts& fonts, const Theme& theme,
               const PatternTextures& patterns, float scale, TextLog* log)
    : list_(&list),
      fonts_(&fonts),
      theme_(&theme),
      patterns_(&patterns),
      scale_(scale),
      log_(log) {}

Canvas Canvas::on(ImDrawList& list, bool scrolls) const {
    Canvas other{list, *fonts_, *theme_, *patterns_, scale_, log_};
    other.scrolls_ = scrolls;
    return other;
}

float Canvas::px(float design) const {
    if (design <= 0) {
        return std::round(design * scale_);
    }
    return std::max(1.0f, std::round(design * scale_));
}

void Canvas::fill(const Rect& rect, ImU32 colour, float radius) {
    if (!rect.empty() && (colour & IM_COL32_A_MASK) != 0) {
        list_->AddRectFilled(rect.min, rect.max, colour, radius);
    }
}

void Canvas::stroke(const Rect& rect, ImU32 colour, float radius, float width) {
    if (rect.empty()) {
        return;
    }
    const float thickness = px(width);
    // AddRect centres its line half a pixel inside; wider lines must move further in to stay sharp.
    const Rect inner = rect.inset((thickness - 1) / 2);
    if (!inner.empty()) {
        list_->AddRect(inner.min, inner.max, colour, std::max(0.0f, radius - (thickness - 1) / 2),
                       0, thickness);
    }
}

void Canvas::box(const Rect& rect, ImU32 fill_colour, ImU32 edge, float radius, float width) {
    // Half a pixel inside, so that the fill does not shine through the border's soft corners.
    const float margin = radius > 0 && (edge & IM_COL32_A_MASK) != 0 ? 0.5f : 0.0f;
    fill(rect.inset(margin), fill_colour, radius);
    stroke(rect, edge, radius, width);
}

void Canvas::pattern(const Rect& rect, Pattern pattern, ImU32 colour, float radius) {
    if (pattern == Pattern::none || rect.empty() || (colour & IM_COL32_A_MASK) == 0) {
        return;
    }
    const float period = patterns_->period;
    const ImTextureID texture = patterns_->texture[static_cast<std::size_t>(pattern)];
    const ImVec2 uv{rect.width() / period, rect.height() / period};
    list_->AddImageRounded(texture, rect.min, rect.max, {0, 0}, uv, colour, radius);
}

void Canvas::look(const Rect& rect, const StateLook& look, float radius, float width) {
    const Rect inside = radius > 0 ? rect.inset(0.5f) : rect;
    fill(inside, look.fill, radius);
    pattern(inside, look.pattern, look.texture, radius);
    stroke(rect, look.edge, radius, width);
}

void Canvas::dashed(const Rect& rect, ImU32 colour, float width) {
    const float thickness = px(width);
    const float dash = px(5);
    const float gap = px(4);
    for (float x = rect.min.x; x < rect.max.x; x += dash + gap) {
        const float end = std::min(x + dash, rect.max.x);
        list_->AddRectFilled({x, rect.min.y}, {end, rect.min.y + thickness}, colour);
        list_->AddRectFilled({x, rect.max.y - thickness}, {end, rect.max.y}, colour);
    }
    for (float y = rect.min.y; y < rect.max.y; y += dash + gap) {
        const float end = std::min(y + dash, rect.max.y);
        list_->AddRectFilled({rect.min.x, y}, {rect.min.x + thickness, end}, colour);
        list_->AddRectFilled({rect.max.x - thickness, y}, {rect.max.x, end}, colour);
    }
}

void Canvas::shadow(const Rect& rect, float radius) {
    constexpr int rings = 8;
    const float reach = px(14);
    const Rect below = rect.moved(0, px(4));
    // Only the rings outside the pop-up are seen; each adds its share of the whole shade.
    for (int i = rings; i > 0; --i) {
        const float grow = reach * static_cast<float>(i) / rings;
        const ImU32 shade = with_alpha(theme_->shadow, 1.6f / rings);
        list_->AddRectFilled(below.inset(-grow).min, below.inset(-grow).max, shade, radius + grow);
    }
}

void Canvas::disc(ImVec2 centre, float radius, ImU32 colour) {
    list_->AddCircleFilled(centre, radius, colour);
}

void Canvas::rule(ImVec2 from, ImVec2 to, ImU32 colour, float width) {
    const float thickness = px(width);
    const float half = std::floor(thickness / 2);
    if (from.x == to.x) {
        const float x = std::round(from.x) - half;
        list_->AddRectFilled({x, from.y}, {x + thickness, to.y}, colour);
    } else if (from.y == to.y) {
        const float y = std::round(from.y) - half;
        list_->AddRectFilled({from.x, y}, {to.x, y + thickness}, colour);
    } else {
        list_->AddLine(from, to, colour, thickness);
    }
    if (log_ != nullptr) {
        log_->lines.push_back({from, to, thickness});
    }
}

Canvas::Guard Canvas::clip(const Rect& rect) {
    list_->PushClipRect(rect.min, rect.max, true);
    containers_.push_back(rect);
    return {*this, true};
}

Canvas::Guard Canvas::container(const Rect& rect) {
    containers_.push_back(rect);
    return {*this, false};
}

Canvas::Guard::~Guard() {
    if (canvas_ == nullptr) {
        return;
    }
    canvas_->containers_.pop_back();
    if (clip_) {
        canvas_->list_->PopClipRect();
    }
}

Rect Canvas::clip_rect() const { return {list_->GetClipRectMin(), list_->GetClipRectMax()}; }

}  // namespace coroscope::viz
