// What an intent does to the view, and what a key means: pure, so that tests need no window.
#pragma once

#include <optional>

#include "viz/model/beats.hpp"
#include "viz/model/intent.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// The view after an intent. OpenLesson, SetVariant and Quit are the app's: here they only close
/// what is open.
View apply(View view, const Intent& intent, const Film& film);

/// The view after so many seconds of playing, gliding and the switch of the axes; the timeline
/// follows the playhead while it plays.
View advanced(View view, const Film& film, double seconds);

/// True while `advanced` would change something.
bool needs_animation(const View& view);

/// The view of a film that is shown from its beginning.
View rewound(View view, bool playing);

enum class Key : unsigned char {
    none,
    space,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    tab,
    enter,
    escape,
    plus,
    minus,
    bracket_left,
    bracket_right,
    zero,
    f11,
    letter_d,
    letter_l,
    letter_q,
    letter_t,
    digit_1,
    digit_2,
    digit_3,
    digit_4,
    digit_5,
    digit_6,
    digit_7,
    digit_8,
    digit_9
};

struct KeyPress {
    Key key = Key::none;
    bool shift = false;
    bool control = false;
};

/// What a key asks for. `scale` is the scale in effect. Keys of the window itself (Tab, Enter, F11,
/// Up, Down) give nothing here.
std::optional<Intent> intent_for(const KeyPress& press, const View& view, float scale);

/// The scale after Ctrl and + or - (or the wheel): in steps of an eighth, 100 % to 300 %.
float stepped_scale(float scale, int direction);

}  // namespace coroscope::viz
