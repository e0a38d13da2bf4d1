#include "viz/panels/glyph_strip.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

void GlyphStrip::reserve(ImFontAtlas& atlas, float scale) {
    // At 100 % a square of 1024 pixels has the room of three thousand Chinese letters in the text's
    // size: more different ones than a window ever shows.
    constexpr float area = 1024.0f * 1024.0f;
    constexpr float least_scale = 0.7f;
    const float grown = std::max(scale, least_scale);
    width_ = atlas.TexDesiredWidth - 2 * atlas.TexGlyphPadding;
    height_ = static_cast<int>(std::ceil(area * grown * grown / static_cast<float>(width_)));
    rect_ = atlas.AddCustomRectRegular(width_, height_);
}

void GlyphStrip::begin(const ImFontAtlas& atlas) {
    const ImFontAtlasCustomRect& rect = atlas.CustomRects[rect_];
    left_ = rect.X;
    top_ = rect.Y;
    per_pixel_ = atlas.TexUvScale;
    clear();
}

void GlyphStrip::clear() {
    pixels_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
    x_ = y_ = row_height_ = 0;
    full_ = false;
    changed_first_ = 0;
    changed_end_ = height_;
}

std::optional<GlyphStrip::Place> GlyphStrip::add(int width, int height) {
    constexpr int gap = 1;  // neighbours must not shine in
    if (x_ + width + gap > width_) {
        x_ = 0;
        y_ += row_height_;
        row_height_ = 0;
    }
    if (width + gap > width_ || y_ + height + gap > height_) {
        full_ = true;
        return std::nullopt;
    }
    const auto uv = [&](int x, int y) {
        return ImVec2{static_cast<float>(left_ + x) * per_pixel_.x,
                      static_cast<float>(top_ + y) * per_pixel_.y};
    };
    const auto stride = static_cast<std::size_t>(width_);
    const Place place{
        pixels_.data() + static_cast<std::size_t>(y_) * stride + static_cast<std::size_t>(x_),
        stride, uv(x_, y_), uv(x_ + width, y_ + height)};
    const bool clean = changed_first_ == changed_end_;
    changed_first_ = clean ? y_ : std::min(changed_first_, y_);
    changed_end_ = std::max(clean ? 0 : changed_end_, y_ + height);
    x_ += width + gap;
    row_height_ = std::max(row_height_, height + gap);
    return place;
}

std::optional<GlyphStrip::Patch> GlyphStrip::take_patch() {
    if (changed_first_ == changed_end_) {
        return std::nullopt;
    }
    const Patch patch{left_, top_ + changed_first_, width_, changed_end_ - changed_first_,
                      pixels_.data() + static_cast<std::size_t>(changed_first_) *
                                           static_cast<std::size_t>(width_)};
    changed_first_ = changed_end_ = 0;
    return patch;
}

}  // namespace coroscope::viz
