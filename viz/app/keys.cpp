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
    Pair{GLFW_KEY_BACKSPACE, Key::backspace},
    Pair{GLFW_KEY_DELETE, Key::del},
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
};

// Letters and digits stand in the same order here as there.
Key offset(Key first, int by) { return static_cast<Key>(static_cast<int>(first) + by); }

Key key_of(int glfw_key) {
    if (glfw_key >= GLFW_KEY_A && glfw_key <= GLFW_KEY_Z) {
        return offset(Key::letter_a, glfw_key - GLFW_KEY_A);
    }
    if (glfw_key >= GLFW_KEY_1 && glfw_key <= GLFW_KEY_9) {
        return offset(Key::digit_1, glfw_key - GLFW_KEY_1);
    }
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [&](const Pair& pair) { return pair.glfw == glfw_key; });
    return found == pairs.end() ? Key::none : found->key;
}

}  // namespace

KeyPress key_press_of(int glfw_key, int glfw_modifiers) {
    const Key key = key_of(glfw_key);
    if (key == Key::none) {
        return {};
    }
    return {key, (glfw_modifiers & GLFW_MOD_SHIFT) != 0, (glfw_modifiers & GLFW_MOD_CONTROL) != 0,
            (glfw_modifiers & GLFW_MOD_ALT) != 0};
}

bool is_command_while_typing(const KeyPress& press) {
    // The field's own: copy, cut, paste, select all, and undo what was typed.
    constexpr std::array editing{Key::letter_a, Key::letter_c, Key::letter_v,
                                 Key::letter_x, Key::letter_y, Key::letter_z};
    if (press.control) {
        return std::find(editing.begin(), editing.end(), press.key) == editing.end();
    }
    return press.key == Key::escape || press.key == Key::enter || press.key == Key::up ||
           press.key == Key::down || press.key == Key::f5 || press.key == Key::f11;
}

bool repeats(Key key) {
    constexpr std::array held{Key::left,    Key::right,     Key::up,   Key::down, Key::tab,
                              Key::page_up, Key::page_down, Key::plus, Key::minus};
    return std::find(held.begin(), held.end(), key) != held.end();
}

}  // namespace coroscope::viz
