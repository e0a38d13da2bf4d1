#include "viz/app/screen_fonts.hpp"

#include <cstdint>

#include <glad/gl.h>

namespace coroscope::viz {

ScreenFonts::ScreenFonts(float likely_scale)
    : building_(std::async(std::launch::async, [likely_scale] {
          auto built = std::unique_ptr<Built>{new Built{.atlas = {}, .fonts = Fonts{find_fonts()}}};
          built->atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
          built->fonts.build(built->atlas, likely_scale);
          return built;
      })) {}

void ScreenFonts::wait() { built_ = building_.get(); }

void ScreenFonts::prepare(float scale) {
    built_->fonts.make_room();
    if (built_->fonts.scale() != scale) {
        built_->fonts.build(built_->atlas, scale);
    } else if (texture_ != 0) {
        return;
    }
    upload();
}

// Letters are white with an opacity: one byte a pixel says that, where Dear ImGui's own upload
// makes four of it.
void ScreenFonts::upload() {
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    built_->atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    if (texture_ == 0) {
        glGenTextures(1, &texture_);
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    constexpr GLint white_with_opacity[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, white_with_opacity);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
    built_->atlas.SetTexID(reinterpret_cast<ImTextureID>(std::uintptr_t{texture_}));
    built_->atlas.ClearTexData();
}

void ScreenFonts::upload_new() {
    const std::optional<GlyphStrip::Patch> patch = built_->fonts.take_patch();
    if (!patch) {
        return;
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, patch->x, patch->y, patch->width, patch->height, GL_RED,
                    GL_UNSIGNED_BYTE, patch->pixels);
}

void ScreenFonts::free_texture() { glDeleteTextures(1, &texture_); }

}  // namespace coroscope::viz
