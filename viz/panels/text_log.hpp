// What a frame wrote and where, so that tests can find clipped, overlapping and crossed text
// without looking at pixels. Recorded by Canvas when it is given a log; the window gives none.
#pragma once

#include <string>
#include <vector>

#include "viz/panels/geometry.hpp"

namespace coroscope::viz {

/// One line of text as it was drawn.
struct TextRecord {
    Rect rect;               ///< the letters, from ascender to descender
    Rect clip;               ///< the clip rectangle in force
    Rect container;          ///< the bar, token or panel that it belongs to
    std::string text;        ///< as asked for
    bool shortened = false;  ///< it did not fit and ends in an ellipsis
    bool scrolls = false;    ///< in a scrolling region: its top and bottom may cut it
    int layer = 0;           ///< texts of a pop-up (layer 1) may cover those below it
};

/// A straight line that no text should touch.
struct LineRecord {
    ImVec2 from;
    ImVec2 to;
    float width = 1;
};

struct TextLog {
    std::vector<TextRecord> texts;
    std::vector<LineRecord> lines;
    int layer = 0;  ///< given to the texts that follow
};

}  // namespace coroscope::viz
