#include "viz/app/settings.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

namespace coroscope::viz {

namespace {

// The names of an enum's values, in its order.
constexpr std::array language_names{"en", "zh"};
constexpr std::array theme_names{"dark", "light", "high-contrast"};
constexpr std::array listing_names{"python", "cpp"};
constexpr std::array axis_names{"steps", "time"};
constexpr std::array switch_names{"no", "yes"};

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

template <class Value, std::size_t size>
bool read_name(std::string_view text, const std::array<const char*, size>& names, Value& value) {
    for (std::size_t i = 0; i < size; ++i) {
        if (text == names[i]) {
            value = static_cast<Value>(i);
            return true;
        }
    }
    return false;
}

template <class Number>
bool read_number(std::string_view text, Number least, Number most, Number& value) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !(number >= least) ||
        !(number <= most)) {
        return false;
    }
    value = number;
    return true;
}

bool read_line(std::string_view name, std::string_view value, Settings& settings) {
    if (name == "language") {
        Language language{};
        if (!read_name(value, language_names, language)) return false;
        settings.language = language;
        return true;
    }
    if (name == "theme") return read_name(value, theme_names, settings.theme);
    if (name == "listing") return read_name(value, listing_names, settings.listing);
    if (name == "axis") return read_name(value, axis_names, settings.axis);
    if (name == "reduced_motion") return read_name(value, switch_names, settings.reduced_motion);
    if (name == "scale") return read_number(value, 0.0f, 3.0f, settings.scale);
    if (name == "speed") return read_number(value, 0.1, 20.0, settings.speed);
    if (name == "lesson") return read_number(value, 0, 1000, settings.lesson);
    if (name == "width") return read_number(value, 0, 100'000, settings.width);
    if (name == "height") return read_number(value, 0, 100'000, settings.height);
    if (name == "sandbox") settings.sandbox = value;
    return true;
}

}  // namespace

std::string settings_text(const Settings& settings) {
    std::string text = "# coroscope: what the window remembers\n";
    const auto add = [&](std::string_view name, const auto& value) {
        text += fmt::format("{} = {}\n", name, value);
    };
    if (settings.language) {
        add("language", language_names[static_cast<std::size_t>(*settings.language)]);
    }
    add("theme", theme_names[static_cast<std::size_t>(settings.theme)]);
    add("listing", listing_names[static_cast<std::size_t>(settings.listing)]);
    add("axis", axis_names[static_cast<std::size_t>(settings.axis)]);
    add("scale", settings.scale);
    add("speed", settings.speed);
    add("reduced_motion", switch_names[settings.reduced_motion ? 1 : 0]);
    if (!settings.sandbox.empty()) {
        add("sandbox", settings.sandbox);
    }
    add("lesson", settings.lesson);
    add("width", settings.width);
    add("height", settings.height);
    return text;
}

std::optional<Settings> parse_settings(std::string_view text) {
    Settings settings;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos ||
            !read_line(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)),
                       settings)) {
            return std::nullopt;
        }
    }
    return settings;
}

std::filesystem::path settings_file() {
    if (const char* folder = std::getenv("XDG_CONFIG_HOME");
        folder != nullptr && folder[0] == '/') {  // a relative one counts as unset, says XDG
        return std::filesystem::path{folder} / "coroscope" / "settings";
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') {
        return std::filesystem::path{home} / ".config" / "coroscope" / "settings";
    }
    return {};
}

LoadedSettings load_settings(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        return {};
    }
    std::ostringstream text;
    text << in.rdbuf();
    if (std::optional<Settings> settings = parse_settings(text.str())) {
        return {*settings, {}};
    }
    std::filesystem::path aside = file;
    aside += ".broken";
    std::error_code problem;
    std::filesystem::rename(file, aside, problem);
    return {{}, problem ? file.string() : aside.string()};
}

bool save_settings(const std::filesystem::path& file, const Settings& settings) {
    if (file.empty()) {
        return false;
    }
    std::error_code problem;
    std::filesystem::create_directories(file.parent_path(), problem);
    std::filesystem::path fresh = file;
    fresh += ".new";
    std::ofstream out{fresh, std::ios::binary};
    out << settings_text(settings);
    if (!out.flush()) {
        return false;
    }
    out.close();
    std::filesystem::rename(fresh, file, problem);
    return !problem;
}

}  // namespace coroscope::viz
