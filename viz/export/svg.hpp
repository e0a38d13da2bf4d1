// A drawing as SVG: shapes as vectors, textures as patterns, and text as text that can be selected,
// searched and edited, in the window's fonts or what comes nearest.
//
// The drawing is to be made without soft edges (Sheet::vector): whoever shows the SVG smooths it.
#pragma once

#include <string>

#include "viz/export/drawing.hpp"

namespace coroscope::viz {

struct SvgWords {
    std::string title;        ///< what screen readers say it is
    std::string description;  ///< and what is to be seen
    std::string language;     ///< `en`, `zh-CN`
};

/// An SVG document of `scale` times the drawing's size. Where it stands in a page beside others,
/// their `prefix`es must differ.
std::string svg_of(const Drawing& drawing, const SvgWords& words, float scale = 1,
                   const std::string& prefix = "");

}  // namespace coroscope::viz
