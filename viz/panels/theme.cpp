#include "viz/panels/theme.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {

namespace {

double channel(ImU32 colour, int shift) {
    const double value = static_cast<double>((colour >> shift) & 0xFFu) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 colour) {
    return 0.2126 * channel(colour, IM_COL32_R_SHIFT) + 0.7152 * channel(colour, IM_COL32_G_SHIFT) +
           0.0722 * channel(colour, IM_COL32_B_SHIFT);
}

Theme make_dark() {
    Theme t;
    t.dark = true;
    t.background = rgb(0x101115);
    t.panel = rgb(0x191B22);
    t.well = rgb(0x13151B);
    t.edge = rgb(0x2C2F3A);
    t.control = rgb(0x22252F);
    t.control_hover = rgb(0x2E323F);
    t.control_edge = rgb(0x3B404E);
    t.text = rgb(0xF2F3F7);
    t.muted = rgb(0xA9AFBF);
    t.faint = rgb(0x8C93A5);
    t.ghost = rgb(0x3A3F4C);
    t.accent = rgb(0x38D0A0);
    t.accent_fill = rgb(0x1B5A47);
    t.accent_ink = rgb(0xE2FFF4);
    t.warning = rgb(0xF59A6B);
    t.warning_fill = rgb(0x4A2415);
    t.line_number = rgb(0xA9AFBF);
    t.focus = rgb(0xF2F3F7);
    t.playhead = rgb(0xFFFFFF);
    t.tooltip = rgb(0x2A2E3A);
    t.shadow = IM_COL32(0, 0, 0, 110);
    t.running_line = rgb(0x17493A);
    t.suspended_line = rgb(0x1B3140);
    t.syntax = {rgb(0xE8EAF0), rgb(0xC99BFF), rgb(0x82B1FF), rgb(0x82B1FF),
                rgb(0xA8DB8F), rgb(0xF7A38B), rgb(0xB0B7C7), rgb(0xE8EAF0)};
    t.identity = {rgb(0xE76FA8), rgb(0xF0A830), rgb(0x5CC8C4), rgb(0xB693F5),
                  rgb(0xA5D65A), rgb(0x5FA9F5), rgb(0xF3E36B), rgb(0xE07A4D)};
    //                    fill           edge           ink            text           texture
    t.looks = {{
        {rgb(0x3B3418), rgb(0xE8C547), rgb(0xFFF0B8), rgb(0xEBCB55), rgb(0x6B5E22), Pattern::none,
         Icon::half_square},
        {rgb(0x17694F), rgb(0x38D0A0), rgb(0xF0FFFA), rgb(0x4CD9AC), 0, Pattern::none, Icon::play},
        {rgb(0x163048), rgb(0x56B4E9), rgb(0xD9F0FF), rgb(0x74C3F0), rgb(0x1F476A),
         Pattern::stripes, Icon::hourglass},
        {rgb(0x242A5C), rgb(0x8294F0), rgb(0xE6E9FF), rgb(0xA3B0FA), 0, Pattern::none, Icon::check},
        {rgb(0x561D2C), rgb(0xF4647F), rgb(0xFFE3E8), rgb(0xF98CA0), rgb(0x7A2A3F), Pattern::hatch,
         Icon::bang},
        {rgb(0x4A2415), rgb(0xE8743B), rgb(0xFFE2D3), rgb(0xF59A6B), rgb(0x6A3520), Pattern::dots,
         Icon::cross},
        {rgb(0x2A2D36), rgb(0x8C93A5), rgb(0xE8EAF0), rgb(0xA9AFBF), rgb(0x424754), Pattern::hatch,
         Icon::circle},
        {rgb(0x4A2140), rgb(0xD982B8), rgb(0xFFE6F5), rgb(0xE7A1CC), rgb(0x70345F),
         Pattern::stripes, Icon::square},
    }};
    return t;
}

Theme make_light() {
    Theme t;
    t.dark = false;
    t.background = rgb(0xECEEF2);
    t.panel = rgb(0xFFFFFF);
    t.well = rgb(0xF5F6FA);
    t.edge = rgb(0xD5D9E2);
    t.control = rgb(0xF3F4F8);
    t.control_hover = rgb(0xE4E7EF);
    t.control_edge = rgb(0xC2C7D4);
    t.text = rgb(0x14171F);
    t.muted = rgb(0x4C5466);
    t.faint = rgb(0x5F677A);
    t.ghost = rgb(0xCDD2DD);
    t.accent = rgb(0x00704F);
    t.accent_fill = rgb(0xCDEFE2);
    t.accent_ink = rgb(0x00432F);
    t.warning = rgb(0xA33F00);
    t.warning_fill = rgb(0xFDE3D3);
    t.line_number = rgb(0x4C5466);
    t.focus = rgb(0x14171F);
    t.playhead = rgb(0x14171F);
    t.tooltip = rgb(0xFFFFFF);
    t.shadow = IM_COL32(20, 26, 40, 60);
    t.running_line = rgb(0xCDEFE2);
    t.suspended_line = rgb(0xDDEBF7);
    t.syntax = {rgb(0x14171F), rgb(0x7A2BB5), rgb(0x0B55B0), rgb(0x0B55B0),
                rgb(0x1F6B2B), rgb(0xA8430C), rgb(0x566073), rgb(0x14171F)};
    t.identity = {rgb(0xB83C7C), rgb(0xA96500), rgb(0x00807D), rgb(0x7847C6),
                  rgb(0x557A00), rgb(0x1668C2), rgb(0x6E6300), rgb(0xB5451A)};
    t.looks = {{
        {rgb(0xFFF5D6), rgb(0x8A6A00), rgb(0x4A3800), rgb(0x725700), rgb(0xEBD68F), Pattern::none,
         Icon::half_square},
        {rgb(0x9ADBC4), rgb(0x007A57), rgb(0x00382A), rgb(0x00704F), 0, Pattern::none, Icon::play},
        {rgb(0xE3F1FC), rgb(0x1F7DB8), rgb(0x0B3C5E), rgb(0x12649A), rgb(0xC4E0F5),
         Pattern::stripes, Icon::hourglass},
        {rgb(0xE3E6FC), rgb(0x4453C8), rgb(0x1F2A80), rgb(0x3443B5), 0, Pattern::none, Icon::check},
        {rgb(0xFCE0E5), rgb(0xC2183C), rgb(0x6E0A20), rgb(0xB01335), rgb(0xF4BFCA), Pattern::hatch,
         Icon::bang},
        {rgb(0xFDE3D3), rgb(0xC24E0C), rgb(0x6B2A00), rgb(0xA33F00), rgb(0xF5C4A4), Pattern::dots,
         Icon::cross},
        {rgb(0xEBEDF2), rgb(0x6B7387), rgb(0x2A3040), rgb(0x4C5466), rgb(0xD2D6E0), Pattern::hatch,
         Icon::circle},
        {rgb(0xF8DDEE), rgb(0x9E3B7D), rgb(0x5A1644), rgb(0x8E2F6E), rgb(0xEDBADB),
         Pattern::stripes, Icon::square},
    }};
    return t;
}

// Black and white with bright edges: for projectors that wash colours out, and for weak eyes.
Theme make_high_contrast() {
    Theme t = make_dark();
    t.background = rgb(0x000000);
    t.panel = rgb(0x000000);
    t.well = rgb(0x000000);
    t.edge = rgb(0x8A8F9C);
    t.control = rgb(0x000000);
    t.control_hover = rgb(0x2B2F3A);
    t.control_edge = rgb(0xFFFFFF);
    t.text = rgb(0xFFFFFF);
    t.muted = rgb(0xE6E8EE);
    t.faint = rgb(0xD3D7E0);
    t.ghost = rgb(0x6A7080);
    t.accent = rgb(0x3DFFC0);
    t.accent_fill = rgb(0x004D36);
    t.accent_ink = rgb(0xFFFFFF);
    t.warning = rgb(0xFFB27D);
    t.warning_fill = rgb(0x3A1500);
    t.line_number = rgb(0xE6E8EE);
    t.focus = rgb(0xFFFF00);
    t.tooltip = rgb(0x000000);
    t.running_line = rgb(0x004D36);
    t.suspended_line = rgb(0x00304F);
    t.syntax = {rgb(0xFFFFFF), rgb(0xE3C4FF), rgb(0xB5D2FF), rgb(0xB5D2FF),
                rgb(0xC8F5B0), rgb(0xFFC9B5), rgb(0xD8DCE6), rgb(0xFFFFFF)};
    for (StateLook& look : t.looks) {
        look.fill = mix(look.fill, t.panel, 0.35f);
        look.texture = mix(look.texture, t.panel, 0.25f);
        look.edge = mix(look.edge, t.text, 0.3f);
        look.text = mix(look.text, t.text, 0.45f);
        look.ink = t.text;
    }
    for (ImU32& colour : t.identity) {
        colour = mix(colour, t.text, 0.25f);
    }
    return t;
}

}  // namespace

ImU32 with_alpha(ImU32 colour, float alpha) {
    const auto own = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 0xFFu);
    const auto scaled = static_cast<ImU32>(std::lround(own * std::clamp(alpha, 0.0f, 1.0f)));
    return (colour & ~IM_COL32_A_MASK) | (scaled << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float amount) {
    ImU32 result = 0;
    for (const int shift : {0, 8, 16, 24}) {
        const auto from = static_cast<float>((a >> shift) & 0xFFu);
        const auto to = static_cast<float>((b >> shift) & 0xFFu);
        const float value = from + (to - from) * std::clamp(amount, 0.0f, 1.0f);
        result |= static_cast<ImU32>(std::lround(value)) << shift;
    }
    return result;
}

double contrast(ImU32 a, ImU32 b) {
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Look look_of(TaskState state) {
    switch (state) {
        case TaskState::ready:
            return Look::ready;
        case TaskState::running:
            return Look::running;
        case TaskState::waiting:
            return Look::waiting;
        case TaskState::done:
            return Look::done;
        case TaskState::failed:
            return Look::failed;
        case TaskState::cancelled:
            return Look::cancelled;
        case TaskState::destroyed:
            return Look::destroyed;
    }
    return Look::ready;
}

const Theme& theme(ThemeName name) {
    static const Theme dark = make_dark();
    static const Theme light = make_light();
    static const Theme high_contrast = make_high_contrast();
    switch (name) {
        case ThemeName::dark:
            break;
        case ThemeName::light:
            return light;
        case ThemeName::high_contrast:
            return high_contrast;
    }
    return dark;
}

}  // namespace coroscope::viz
