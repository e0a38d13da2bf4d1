#include "viz/panels/glow.hpp"

#include <cmath>

namespace coroscope::viz {

namespace {

bool is_plain(const Canvas& canvas) { return &canvas.theme() == &theme(ThemeName::high_contrast); }

// On a light ground light is hardly seen, and too much of it looks like dirt.
float brightness(const Canvas& canvas) { return canvas.theme().dark ? 1.0f : 0.6f; }

}  // namespace

void halo(Canvas& canvas, const Rect& rect, float radius, ImU32 colour, float strength) {
    if (is_plain(canvas) || strength <= 0.02f) {
        return;
    }
    constexpr int rings = 7;
    const float reach = canvas.px(15);
    for (int ring = rings; ring > 0; --ring) {
        const float grow = reach * static_cast<float>(ring) / rings;
        const Rect around = rect.inset(-grow);
        canvas.list().AddRectFilled(around.min, around.max,
                                    with_alpha(colour, 0.055f * strength * brightness(canvas)),
                                    radius + grow);
    }
}

void comet(Canvas& canvas, ImVec2 centre, float radius, float stroke, float from, float to,
           ImU32 colour, ImU32 ground) {
    constexpr int parts = 24;
    const auto at = [&](float angle) {
        return ImVec2{centre.x + std::cos(angle) * radius, centre.y + std::sin(angle) * radius};
    };
    const bool plain = is_plain(canvas);
    if (plain) canvas.disc(at(from), stroke / 2, colour);
    for (int part = 0; part < parts; ++part) {
        const float begin = from + (to - from) * static_cast<float>(part) / parts;
        const float end = from + (to - from) * (static_cast<float>(part) + 1.12f) / parts;
        const float share = (static_cast<float>(part) + 1) / parts;
        canvas.list().PathArcTo(centre, radius, begin, std::min(end, to), 6);
        canvas.list().PathStroke(plain ? colour : mix(ground, colour, share * share), 0, stroke);
    }
    const ImVec2 head = at(to);
    if (!plain)
        for (int ring = 4; ring > 0; --ring)
            canvas.disc(head, stroke / 2 + canvas.px(2.5f) * static_cast<float>(ring),
                        with_alpha(colour, 0.09f * brightness(canvas)));
    canvas.disc(head, stroke / 2, colour);
    if (!plain && canvas.theme().dark)
        canvas.disc(head, stroke / 4, mix(colour, IM_COL32_WHITE, 0.65f));
}

}  // namespace coroscope::viz
