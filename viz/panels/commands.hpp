// Everything that can be done by key, once: what a key means, the list of keys and the command
// palette all read this table.
//
// Invariant: no key has two meanings. A command without a key is in the palette only.
#pragma once

#include <optional>
#include <span>

#include "viz/model/intent.hpp"
#include "viz/panels/keys.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

/// One key and what it asks for; `scale` is the UI scale in effect.
struct Command {
    Str group;
    Str name;  ///< commands of one name are the two directions of one thing
    KeyPress press;
    Intent (*intent)(const View& view, float scale);
    Str own = name;  ///< which of these it is
};

/// All of them; those of one group and one name follow each other.
std::span<const Command> all_commands();

/// The theme after that one: dark, light, high contrast, and round again.
ThemeName next_theme(ThemeName theme);

/// What Escape closes of all that lies over the panels, the topmost first; none where nothing does.
std::optional<Intent> closes_on_top(const View& view);

/// What a key asks for. Keys of the window itself (Tab, Enter, Up, Down) give nothing here.
std::optional<Intent> intent_for(const KeyPress& press, const View& view, float scale);

}  // namespace coroscope::viz
