// What a frame wrote and where, so that tests can find clipped, overlapping and crossed text
// without looking at pixels, and so that a picture for slides has text instead of letters' shapes.
// Recorded by Canvas when it is given a log; the window gives none.
#pragma once

#include <string>
#include <vector>

#include "viz/panels/fonts.hpp"
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

/// The letters of one line as they stand in a draw list, and what they say.
struct LettersRecord {
    const ImDrawList* list = nullptr;
    int first_index = 0;  ///< their indices in it: `index_count` from `first_index` on
    int index_count = 0;
    std::string text;  ///< as seen: shortened where it did not fit
    ImVec2 baseline;   ///< its left end
    float width = 0;   ///< screen pixels
    Face face = Face::ui;
    float em = 0;       ///< screen pixels
    float spacing = 0;  ///< extra screen pixels after each letter
    ImU32 colour = 0;
};

/// A straight line that no text should touch.
struct LineRecord {
    ImVec2 from;
    ImVec2 to;
    float width = 1;
};

struct TextLog {
    std::vector<TextRecord> texts;
    std::vector<LettersRecord> letters;
    std::vector<LineRecord> lines;
    std::vector<Rect> covers;  ///< what lies upon a panel, where no text of it should be
    int layer = 0;             ///< given to the texts that follow
};

}  // namespace coroscope::viz
