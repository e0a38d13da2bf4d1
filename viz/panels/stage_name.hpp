// The name on a token: whole wherever the token has room for it. `_set_result_unless_cancelled` is
// longer than most tokens are wide, so a name may shrink to the smallest type, go on in further
// lines behind its underscores, and leave the typewriter's face for a narrower one.
#pragma once

#include <string_view>
#include <vector>

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// How a name is set: one style and one or more lines of it.
struct NameLines {
    TextStyle style;
    std::vector<std::string_view> lines;
    bool whole = true;  ///< false: even so it does not fit, and is one line to be shortened
};

/// The largest setting, in as few lines as can be, in which the name fits into that many pixels.
NameLines name_lines(const Canvas& canvas, std::string_view name, const TextStyle& style,
                     float width, float height);

/// Draws them in the middle of `place`'s height, each aligned as their style says.
void draw_name(Canvas& canvas, const Rect& place, const NameLines& name);

}  // namespace coroscope::viz
