#include "viz/export/svg_patterns.hpp"

#include <fmt/format.h>

#include "viz/export/svg_text.hpp"

namespace coroscope::viz {

namespace {

using svg::number;
using svg::paint;

std::string point(float x, float y) { return number(x) + " " + number(y); }

std::string line(float x0, float y0, float x1, float y1) {
    return "M" + point(x0, y0) + "L" + point(x1, y1);
}

// Falling lines, half of the tile wide: beyond its corners too, so that tiles meet without a notch.
std::string stripes(float p, ImU32 colour) {
    std::string path;
    for (const float middle : {0.0f, p, 2 * p}) {
        path += line(middle - p * 1.5f, p * 1.5f, middle + p * 0.5f, -p * 0.5f);
    }
    return fmt::format("<path d=\"{}\" stroke-width=\"{}\" fill=\"none\"{}/>", path,
                       number(p / 2 * 0.7071f), paint("stroke", colour));
}

std::string hatch(float p, ImU32 colour) {
    std::string path;
    for (float middle = 0; middle <= 2 * p; middle += p / 2) {
        path += line(middle - p * 1.5f, p * 1.5f, middle + p * 0.5f, -p * 0.5f);
        path += line(middle - p * 1.5f, -p * 0.5f, middle + p * 0.5f, p * 1.5f);
    }
    return fmt::format("<path d=\"{}\" stroke-width=\"{}\" fill=\"none\"{}/>", path,
                       number(p / 10 * 0.7071f), paint("stroke", colour));
}

std::string dots(float p, ImU32 colour) {
    std::string circles;
    for (const float y : {0.0f, p / 2, p}) {
        for (const float x : {0.0f, p / 2, p}) {
            circles += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", number(x), number(y),
                                   number(p / 10));
        }
    }
    return fmt::format("<g{}>{}</g>", paint("fill", colour), circles);
}

std::string content(Pattern pattern, float period, ImU32 colour) {
    switch (pattern) {
        case Pattern::none:
            return {};
        case Pattern::stripes:
            return stripes(period, colour);
        case Pattern::hatch:
            return hatch(period, colour);
        case Pattern::dots:
            return dots(period, colour);
    }
    return {};
}

}  // namespace

std::string pattern_definition(const std::string& id, Pattern pattern, float period, ImU32 colour) {
    return fmt::format(
        "<pattern id=\"{}\" width=\"{}\" height=\"{}\" patternUnits=\"userSpaceOnUse\">{}"
        "</pattern>\n",
        id, number(period), number(period), content(pattern, period, colour));
}

}  // namespace coroscope::viz
