// The drawing kit of the panels over ImDrawList: fills, strokes, patterns and one text function.
// Positions and rectangles are screen pixels; sizes of text are design pixels (fonts.hpp), and
// `px(n)` turns any design measure into whole screen pixels.
//
// Thread rule: the window's thread, between NewFrame and Render. Invariant: draws, keeps nothing.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "viz/panels/fonts.hpp"
#include "viz/panels/geometry.hpp"
#include "viz/panels/text_log.hpp"
#include "viz/panels/theme.hpp"

namespace coroscope::viz {

enum class Align : unsigned char { left, centre, right };

struct TextStyle {
    Face face = Face::ui;
    float size = type::body;
    ImU32 colour = 0;  ///< 0: the theme's text colour
    Align align = Align::left;
    float spacing = 0;  ///< extra design pixels after each letter
};

/// The repeating textures of the patterns, made for one scale (patterns.hpp). In headless tests
/// they are distinct fake ids.
struct PatternTextures {
    std::array<ImTextureID, pattern_count> texture{};
    float period = 16;  ///< side of a tile in screen pixels
};

class Canvas {
public:
    Canvas(ImDrawList& list, const Fonts& fonts, const Theme& theme,
           const PatternTextures& patterns, float scale, TextLog* log = nullptr);

    [[nodiscard]] const Theme& theme() const { return *theme_; }
    [[nodiscard]] const Fonts& fonts() const { return *fonts_; }
    [[nodiscard]] ImDrawList& list() { return *list_; }
    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] TextLog* log() { return log_; }
    /// Another canvas with the same means on another list (pop-ups, child windows); `scrolls` where
    /// what it draws may be scrolled out of sight.
    [[nodiscard]] Canvas on(ImDrawList& list, bool scrolls = false) const;

    /// Design pixels in whole screen pixels, at least 1 for anything above 0.
    [[nodiscard]] float px(float design) const;

    // -- text ---------------------------------------------------------------------------------
    /// One line of text in `box`: aligned, vertically centred, shortened with … where it is too
    /// long. Returns the rectangle that its letters cover.
    Rect text(const Rect& box, std::string_view string, const TextStyle& style = {});
    /// One line from a baseline's left end, however long it gets.
    Rect text_at(ImVec2 baseline, std::string_view string, const TextStyle& style = {});
    /// How wide it would be, in screen pixels.
    [[nodiscard]] float text_width(std::string_view string, const TextStyle& style = {}) const;
    /// Distance of baselines that suits Latin and Chinese, in screen pixels.
    [[nodiscard]] float line_height(const TextStyle& style = {}) const;
    /// The baseline that centres a line of text in a strip.
    [[nodiscard]] float baseline(const Rect& strip, const TextStyle& style = {}) const;

    // -- surfaces -----------------------------------------------------------------------------
    void fill(const Rect& rect, ImU32 colour, float radius = 0);
    /// A border inside the rectangle's edge, `width` in design pixels.
    void stroke(const Rect& rect, ImU32 colour, float radius = 0, float width = 1);
    void box(const Rect& rect, ImU32 fill, ImU32 edge, float radius = 0, float width = 1);
    void pattern(const Rect& rect, Pattern pattern, ImU32 colour, float radius = 0);
    /// A bar or token in a state's look: fill, texture, border.
    void look(const Rect& rect, const StateLook& look, float radius = 0, float width = 1);
    /// A border of dashes.
    void dashed(const Rect& rect, ImU32 colour, float width = 1);
    /// A soft shadow under a pop-up.
    void shadow(const Rect& rect, float radius);
    void disc(ImVec2 centre, float radius, ImU32 colour);
    /// A crisp horizontal or vertical line, `width` in design pixels, recorded for the tests.
    void rule(ImVec2 from, ImVec2 to, ImU32 colour, float width = 1);

    // -- scopes -------------------------------------------------------------------------------
    /// Clips and names the container of what is drawn until the guard goes.
    class Guard {
    public:
        Guard(Canvas& canvas, bool clip) : canvas_(&canvas), clip_(clip) {}
        Guard(Guard&& other) noexcept : canvas_(other.canvas_), clip_(other.clip_) {
            other.canvas_ = nullptr;
        }
        Guard& operator=(Guard&&) = delete;
        ~Guard();

    private:
        Canvas* canvas_;
        bool clip_;
    };
    [[nodiscard]] Guard clip(const Rect& rect);
    [[nodiscard]] Guard container(const Rect& rect);
    /// The clip rectangle in force.
    [[nodiscard]] Rect clip_rect() const;

private:
    friend class Guard;
    void letters(ImVec2 baseline, std::string_view string, const TextStyle& style,
                 const SizedFont& font);
    void record(const Rect& rect, std::string_view string, bool shortened);

    ImDrawList* list_;
    const Fonts* fonts_;
    const Theme* theme_;
    const PatternTextures* patterns_;
    float scale_;
    TextLog* log_;
    bool scrolls_ = false;
    std::vector<Rect> containers_;
};

/// Lines of a paragraph no wider than `width` pixels: breaks at blanks and between Chinese
/// characters, with no 。，；：）」 at a line's start and no （「 at its end. '\n' always breaks.
std::vector<std::string_view> wrap(const Canvas& canvas, std::string_view text, float width,
                                   const TextStyle& style = {});

/// Draws the wrapped paragraph from the top of `box` and returns its height; lines beyond the
/// bottom are not drawn (the last that is ends in …).
float paragraph(Canvas& canvas, const Rect& box, std::string_view text,
                const TextStyle& style = {});

}  // namespace coroscope::viz
