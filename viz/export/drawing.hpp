// A picture as a value: the triangles of one frame of Dear ImGui, and what its letters say. Made on
// the thread that owns Dear ImGui (studio.hpp), then turned into pixels (raster.hpp) or into SVG
// (svg.hpp) on any.
//
// Invariant: self-contained and immutable; pieces and letters lie in the order of drawing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <imgui/imgui.h>

#include "viz/panels/geometry.hpp"
#include "viz/panels/text_log.hpp"

namespace coroscope::viz {

/// How strongly each point is painted, 0 … 255: all textures of the window are white with alpha.
struct Texture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> alpha;
};

/// The letters' atlas, then the tile of each Pattern, which repeats.
struct Textures {
    std::vector<Texture> all;
    ImVec2 white;      ///< where the atlas is painted all over
    float period = 1;  ///< side of a tile in pixels
};

/// A stretch of triangles with one texture and one clip.
struct Piece {
    Rect clip;
    std::size_t texture = 0;
    std::size_t first = 0;  ///< its indices
    std::size_t count = 0;
};

struct Drawing {
    ImVec2 size{0, 0};
    ImU32 ground = 0;  ///< behind everything
    std::vector<ImDrawVert> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<Piece> pieces;
    std::vector<LettersRecord> letters;  ///< `first_index` counts in `indices`; no list
    std::shared_ptr<const Textures> textures;

    /// True where nothing has changed to the eye.
    [[nodiscard]] bool same_picture(const Drawing& other) const;
};

/// What a texture is called while Dear ImGui draws, and back.
ImTextureID texture_id(std::size_t texture);
std::size_t texture_of(ImTextureID id);

/// Copies what a frame has drawn. `log` has the letters of that frame.
Drawing drawing_of(const ImDrawData& data, const TextLog& log, ImU32 ground,
                   std::shared_ptr<const Textures> textures);

}  // namespace coroscope::viz
