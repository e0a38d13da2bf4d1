#include "viz/export/studio.hpp"

#include <algorithm>
#include <cfloat>

#include "viz/panels/patterns.hpp"

namespace coroscope::viz {

namespace {

/// Makes a context current while it lives.
class Current {
public:
    explicit Current(ImGuiContext* context) : before_{ImGui::GetCurrentContext()} {
        ImGui::SetCurrentContext(context);
    }
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;
    ~Current() { ImGui::SetCurrentContext(before_); }

private:
    ImGuiContext* before_;
};

ImGuiContext* make_context() {
    ImGuiContext* before = ImGui::GetCurrentContext();
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    io.DeltaTime = 1.0f / 60;
    ImGui::GetStyle().CircleTessellationMaxError = 0.1f;
    ImGui::GetStyle().CurveTessellationTol = 0.6f;
    ImGui::SetCurrentContext(before);
    return context;
}

Texture tile(Pattern pattern, int period) {
    Texture texture{period, period, {}};
    for (const std::uint32_t pixel : pattern_tile(pattern, period)) {
        texture.alpha.push_back(static_cast<std::uint8_t>(pixel >> 24));
    }
    return texture;
}

}  // namespace

Studio::Studio() : fonts_(find_fonts()), context_(make_context()) {}

Studio::~Studio() {
    ImGuiContext* before = ImGui::GetCurrentContext();
    ImGui::DestroyContext(context_);
    ImGui::SetCurrentContext(before == context_ ? nullptr : before);
}

void Studio::build(float scale) {
    fonts_.make_room();
    if (scale == scale_) {
        return;
    }
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    fonts_.build(atlas, scale);
    auto textures = std::make_shared<Textures>();
    unsigned char* pixels = nullptr;
    Texture letters;
    atlas.GetTexDataAsAlpha8(&pixels, &letters.width, &letters.height);
    letters.alpha.assign(pixels, pixels + static_cast<std::ptrdiff_t>(letters.width) *
                                              static_cast<std::ptrdiff_t>(letters.height));
    atlas.SetTexID(texture_id(0));
    textures->all.push_back(std::move(letters));
    textures->white = atlas.TexUvWhitePixel;
    const int period = pattern_period(scale);
    textures->period = static_cast<float>(period);
    patterns_.period = textures->period;
    for (std::size_t i = 0; i < pattern_count; ++i) {
        textures->all.push_back(tile(static_cast<Pattern>(i), period));
        patterns_.texture[i] = texture_id(1 + i);
    }
    textures_ = std::move(textures);
    scale_ = scale;
}

// Pictures that are made already keep the texture that they were made with.
void Studio::add_new_letters() {
    const std::optional<GlyphStrip::Patch> patch = fonts_.take_patch();
    if (!patch) {
        return;
    }
    auto textures = std::make_shared<Textures>(*textures_);
    Texture& letters = textures->all.front();
    for (int row = 0; row < patch->height; ++row) {
        std::copy_n(patch->pixels + static_cast<std::ptrdiff_t>(row) * patch->width, patch->width,
                    letters.alpha.begin() +
                        static_cast<std::ptrdiff_t>(patch->y + row) * letters.width + patch->x);
    }
    textures_ = std::move(textures);
}

Drawing Studio::frame(const Sheet& sheet, const std::function<void(const FrameMeans&)>& draw) {
    const Current current{context_};
    build(sheet.scale);
    ImGui::GetIO().DisplaySize = sheet.size;
    ImGui::GetStyle().AntiAliasedFill = !sheet.vector;
    ImGui::GetStyle().AntiAliasedLines = !sheet.vector;
    ImGui::NewFrame();
    TextLog log;
    draw({.fonts = fonts_, .patterns = patterns_, .scale = sheet.scale, .log = &log});
    ImGui::Render();
    add_new_letters();
    return drawing_of(*ImGui::GetDrawData(), log, theme(sheet.theme).background, textures_);
}

}  // namespace coroscope::viz
