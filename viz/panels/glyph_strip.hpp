// A part of the letters' texture that is filled while the window runs: glyphs stand in it in rows,
// each as high as its highest. Full, it is emptied as a whole, between two frames.
//
// Thread rule: the window's thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <imgui/imgui.h>

namespace coroscope::viz {

class GlyphStrip {
public:
    /// Asks the atlas, which is about to be built, for room that suits the scale.
    void reserve(ImFontAtlas& atlas, float scale);
    /// The atlas is built: the strip is there, and empty.
    void begin(const ImFontAtlas& atlas);
    /// Forgets all glyphs.
    void clear();

    /// Where a glyph of that size, and a gap beside it, has its place; nothing where the strip is
    /// full. The caller paints it, row by row.
    struct Place {
        std::uint8_t* pixels;
        std::size_t stride;
        ImVec2 uv_min;
        ImVec2 uv_max;
    };
    std::optional<Place> add(int width, int height);
    [[nodiscard]] bool full() const { return full_; }

    /// Whole rows that have changed since the last call, and where they stand in the atlas.
    struct Patch {
        int x;
        int y;
        int width;
        int height;
        const std::uint8_t* pixels;
    };
    std::optional<Patch> take_patch();

private:
    int rect_ = -1;  // the atlas's number for it
    int left_ = 0;
    int top_ = 0;
    int width_ = 0;
    int height_ = 0;
    ImVec2 per_pixel_{0, 0};  // of the atlas, in parts of the texture
    std::vector<std::uint8_t> pixels_;
    int x_ = 0;  // where the next glyph goes
    int y_ = 0;
    int row_height_ = 0;
    bool full_ = false;
    int changed_first_ = 0;  // rows, up to `changed_end_`
    int changed_end_ = 0;
};

}  // namespace coroscope::viz
