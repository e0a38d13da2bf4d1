#include "viz/export/svg_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "viz/model/code_point.hpp"

namespace coroscope::viz::svg {

namespace {

// Chinese is Noto Sans CJK in the window; the others are what computers without it have.
constexpr std::string_view prose =
    "Inter,'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','Helvetica Neue',"
    "Arial,sans-serif";
constexpr std::string_view code =
    "'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC',"
    "'Microsoft YaHei',Consolas,monospace";

std::string_view families(Face face) { return face == Face::mono ? code : prose; }

int weight(Face face) {
    switch (face) {
        case Face::ui:
        case Face::mono:
            return 400;
        case Face::semibold:
            return 600;
        case Face::bold:
            return 700;
    }
    return 400;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        i += c.bytes;
        switch (c.value) {
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '&':
                result += "&amp;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                // XML has no way to say the others.
                if (!is_control(c.value) || c.value == '\n' || c.value == '\t') {
                    append_utf8(result, c.value);
                }
        }
    }
    return result;
}

std::string number(float value) {
    const float rounded = std::round(value * 100) / 100;
    return fmt::format("{:g}", rounded == 0 ? 0.0f : rounded);
}

std::string colour_text(ImU32 colour) {
    const auto channel = [&](int shift) { return (colour >> shift) & 0xFFu; };
    return fmt::format("#{:02x}{:02x}{:02x}", channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT),
                       channel(IM_COL32_B_SHIFT));
}

std::string paint(std::string_view what, ImU32 colour) {
    std::string text = fmt::format(" {}=\"{}\"", what, colour_text(colour));
    const unsigned alpha = colour >> IM_COL32_A_SHIFT;
    if (alpha != 255) {
        text += fmt::format(" {}-opacity=\"{}\"", what, number(static_cast<float>(alpha) / 255));
    }
    return text;
}

std::string font_attributes(Face face) {
    std::string text = fmt::format(" font-family=\"{}\"", families(face));
    if (weight(face) != 400) {
        text += fmt::format(" font-weight=\"{}\"", weight(face));
    }
    // In code `->` is two characters.
    return face == Face::mono ? text + " style=\"font-variant-ligatures:none\"" : text;
}

std::string font_style(Face face) {
    return fmt::format("font-family:{};font-weight:{}{}", families(face), weight(face),
                       face == Face::mono ? ";font-variant-ligatures:none" : "");
}

}  // namespace coroscope::viz::svg
