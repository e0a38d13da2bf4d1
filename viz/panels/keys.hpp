// The keys that the window knows, as values: GLFW's are turned into these, tests make them by hand.
#pragma once

#include <string>

namespace coroscope::viz {

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
    backspace,
    del,
    plus,
    minus,
    bracket_left,
    bracket_right,
    zero,
    period,
    question,
    f5,
    f11,
    letter_a,
    letter_b,
    letter_c,
    letter_d,
    letter_e,
    letter_f,
    letter_g,
    letter_h,
    letter_i,
    letter_j,
    letter_k,
    letter_l,
    letter_m,
    letter_n,
    letter_o,
    letter_p,
    letter_q,
    letter_r,
    letter_s,
    letter_t,
    letter_u,
    letter_v,
    letter_w,
    letter_x,
    letter_y,
    letter_z,
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
    bool alt = false;
    friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

/// As it is written on a key cap: `Shift P`, `Ctrl →`.
std::string key_text(const KeyPress& press);

}  // namespace coroscope::viz
