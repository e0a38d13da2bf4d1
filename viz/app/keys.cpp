#include "viz/app/keys.hpp"

#include <algorithm>
#include <array>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace coroscope::viz {

namespace {

struct Pair {
    int glfw;
    Key key;
};

constexpr std::array pairs{
    Pair{GLFW_KEY_SPACE, Key::space},
    Pair{GLFW_KEY_LEFT, Key::left},
    Pair{GLFW_KEY_RIGHT, Key::right},
    Pair{GLFW_KEY_UP, Key::up},
    Pair{GLFW_KEY_DOWN, Key::down},
    Pair{GLFW_KEY_HOME, Key::home},
    Pair{GLFW_KEY_END, Key::end},
    Pair{GLFW_KEY_PAGE_UP, Key::page_up},
    Pair{GLFW_KEY_PAGE_DOWN, Key::page_down},
    Pair{GLFW_KEY_TAB, Key::tab},
    Pair{GLFW_KEY_ENTER, Key::enter},
    Pair{GLFW_KEY_KP_ENTER, Key::enter},
    Pair{GLFW_KEY_ESCAPE, Key::escape},
    Pair{GLFW_KEY_EQUAL, Key::plus},
    Pair{GLFW_KEY_KP_ADD, Key::plus},
    Pair{GLFW_KEY_MINUS, Key::minus},
    Pair{GLFW_KEY_KP_SUBTRACT, Key::minus},
    Pair{GLFW_KEY_0, Key::zero},
    Pair{GLFW_KEY_KP_0, Key::zero},
    Pair{GLFW_KEY_LEFT_BRACKET, Key::bracket_left},
    Pair{GLFW_KEY_RIGHT_BRACKET, Key::bracket_right},
    Pair{GLFW_KEY_PERIOD, Key::period},
    Pair{GLFW_KEY_F5, Key::f5},
    Pair{GLFW_KEY_F11, Key::f11},
    Pair{GLFW_KEY_A, Key::letter_a},
    Pair{GLFW_KEY_B, Key::letter_b},
    Pair{GLFW_KEY_C, Key::letter_c},
    Pair{GLFW_KEY_D, Key::letter_d},
    Pair{GLFW_KEY_E, Key::letter_e},
    Pair{GLFW_KEY_F, Key::letter_f},
    Pair{GLFW_KEY_K, Key::letter_k},
    Pair{GLFW_KEY_L, Key::letter_l},
    Pair{GLFW_KEY_M, Key::letter_m},
    Pair{GLFW_KEY_N, Key::letter_n},
    Pair{GLFW_KEY_P, Key::letter_p},
    Pair{GLFW_KEY_Q, Key::letter_q},
    Pair{GLFW_KEY_R, Key::letter_r},
    Pair{GLFW_KEY_S, Key::letter_s},
    Pair{GLFW_KEY_T, Key::letter_t},
    Pair{GLFW_KEY_W, Key::letter_w},
    Pair{GLFW_KEY_1, Key::digit_1},
    Pair{GLFW_KEY_2, Key::digit_2},
    Pair{GLFW_KEY_3, Key::digit_3},
    Pair{GLFW_KEY_4, Key::digit_4},
    Pair{GLFW_KEY_5, Key::digit_5},
    Pair{GLFW_KEY_6, Key::digit_6},
    Pair{GLFW_KEY_7, Key::digit_7},
    Pair{GLFW_KEY_8, Key::digit_8},
    Pair{GLFW_KEY_9, Key::digit_9},
};

}  // namespace

KeyPress key_press_of(int glfw_key, int glfw_modifiers) {
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [&](const Pair& pair) { return pair.glfw == glfw_key; });
    if (found == pairs.end()) {
        return {};
    }
    return {found->key, (glfw_modifiers & GLFW_MOD_SHIFT) != 0,
            (glfw_modifiers & GLFW_MOD_CONTROL) != 0, (glfw_modifiers & GLFW_MOD_ALT) != 0};
}

bool is_command_while_typing(Key key) {
    return key == Key::escape || key == Key::enter || key == Key::up || key == Key::down ||
           key == Key::f5 || key == Key::f11;
}

bool repeats(Key key) {
    constexpr std::array held{Key::left,    Key::right,     Key::up,   Key::down, Key::tab,
                              Key::page_up, Key::page_down, Key::plus, Key::minus};
    return std::find(held.begin(), held.end(), key) != held.end();
}

}  // namespace coroscope::viz
