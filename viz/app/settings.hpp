// What the window remembers from one time to the next: a few lines `name = value` in the person's
// configuration folder ($XDG_CONFIG_HOME/coroscope/settings).
//
// Invariant: a file that cannot be understood is never lost: it is set aside beside itself.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "viz/model/view.hpp"

namespace coroscope::viz {

struct Settings {
    std::optional<Language> language;  ///< none: that of the locale
    ThemeName theme = ThemeName::dark;
    Listing listing = Listing::python;
    AxisKind axis = AxisKind::steps;
    float scale = 0;   ///< UI scale; 0: what suits the monitor
    double speed = 1;  ///< of playing
    bool reduced_motion = false;
    std::string sandbox;  ///< what was put together there last, as JSON; empty: nothing yet
    int lesson = 0;       ///< the last one that was open; 0: none
    int width = 0;        ///< of the window in pixels; 0: it fills the monitor
    int height = 0;
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// As the file has them.
std::string settings_text(const Settings& settings);

/// What a file says; nothing where it is broken. Unknown names are skipped: a later version's.
std::optional<Settings> parse_settings(std::string_view text);

/// Where they are kept: by $XDG_CONFIG_HOME, else in ~/.config; empty where neither is known.
std::filesystem::path settings_file();

struct LoadedSettings {
    Settings settings;
    std::string set_aside;  ///< the new name of a broken file, or empty
};

/// Reads the file; defaults where there is none. A broken one is renamed to `settings.broken`.
LoadedSettings load_settings(const std::filesystem::path& file);

/// Writes the file, making its folder, at once or not at all; false where that cannot be done.
bool save_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace coroscope::viz
