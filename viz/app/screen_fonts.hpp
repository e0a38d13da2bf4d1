// The window's fonts with their texture.
//
// Thread rule: the window's thread; the first build is on a thread of its own while the window
// opens, because both take long and neither needs the other. Dear ImGui must have no context until
// `wait` returns: it would count the builder's memory as its own.
#pragma once

#include <future>
#include <memory>

#include "viz/panels/fonts.hpp"

namespace coroscope::viz {

class ScreenFonts {
public:
    /// Begins to find the fonts and to build them for the scale that is likely to be needed.
    explicit ScreenFonts(float likely_scale);

    /// Waits until they are built. Throws std::runtime_error where there are none.
    void wait();
    /// Before a frame: has them at that scale, with their texture on the graphics card.
    void prepare(float scale);
    /// After a frame, before it is shown: the texture gets what the frame needed first.
    void upload_new();
    /// Frees the texture, while there still is OpenGL.
    void free_texture();

    [[nodiscard]] const Fonts& fonts() const { return built_->fonts; }
    [[nodiscard]] ImFontAtlas& atlas() { return built_->atlas; }

private:
    struct Built {
        ImFontAtlas atlas;
        Fonts fonts;
    };

    void upload();

    std::future<std::unique_ptr<Built>> building_;
    std::unique_ptr<Built> built_;
    unsigned texture_ = 0;
};

}  // namespace coroscope::viz
