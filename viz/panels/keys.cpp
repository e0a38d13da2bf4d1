#include "viz/panels/keys.hpp"

namespace coroscope::viz {

namespace {

std::string name_of(Key key) {
    switch (key) {
        case Key::none:
            return "";
        case Key::space:
            return "Space";
        case Key::left:
            return "←";
        case Key::right:
            return "→";
        case Key::up:
            return "↑";
        case Key::down:
            return "↓";
        case Key::home:
            return "Home";
        case Key::end:
            return "End";
        case Key::page_up:
            return "PageUp";
        case Key::page_down:
            return "PageDown";
        case Key::tab:
            return "Tab";
        case Key::enter:
            return "Enter";
        case Key::escape:
            return "Esc";
        case Key::backspace:
            return "Backspace";
        case Key::del:
            return "Del";
        case Key::plus:
            return "+";
        case Key::minus:
            return "-";
        case Key::bracket_left:
            return "[";
        case Key::bracket_right:
            return "]";
        case Key::zero:
            return "0";
        case Key::period:
            return ".";
        case Key::question:
            return "?";
        case Key::f5:
            return "F5";
        case Key::f11:
            return "F11";
        default:
            break;
    }
    if (key >= Key::digit_1) {
        const int digit = static_cast<int>(key) - static_cast<int>(Key::digit_1);
        return std::string(1, static_cast<char>('1' + digit));
    }
    const int letter = static_cast<int>(key) - static_cast<int>(Key::letter_a);
    return std::string(1, static_cast<char>('A' + letter));
}

}  // namespace

std::string key_text(const KeyPress& press) {
    return std::string{press.control ? "Ctrl " : ""} + (press.alt ? "Alt " : "") +
           (press.shift ? "Shift " : "") + name_of(press.key);
}

}  // namespace coroscope::viz
