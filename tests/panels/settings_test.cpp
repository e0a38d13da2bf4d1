#include "viz/app/settings.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"

namespace coroscope::viz {

namespace {

// A folder of its own, gone with the test.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "coroscope-settings-test";
    Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
};

Settings some() {
    Settings settings;
    settings.language = Language::chinese;
    settings.theme = ThemeName::high_contrast;
    settings.listing = Listing::cpp;
    settings.axis = AxisKind::time;
    settings.scale = 1.375f;
    settings.speed = 0.25;
    settings.reduced_motion = true;
    settings.lesson = 5;
    settings.width = 1400;
    settings.height = 900;
    return settings;
}

}  // namespace

TEST_CASE("settings read as they were written") {
    CHECK(parse_settings(settings_text(some())) == some());
    CHECK(parse_settings(settings_text({})) == Settings{});
    CHECK(parse_settings("") == Settings{});
}

TEST_CASE("a line that is no setting or a value that is none makes a file broken") {
    for (const char* text : {"theme = blue", "theme", "scale = 9", "speed = fast", "lesson = -1",
                             "language = ", "scale = nan", "\x01\x02\x03"}) {
        INFO(text);
        CHECK_FALSE(parse_settings(text).has_value());
    }
    CHECK(parse_settings("later = something new\n# and a comment\n") == Settings{});
}

TEST_CASE("settings are saved into a folder that is made, and loaded again") {
    const Folder folder;
    const auto file = folder.path / "coroscope" / "settings";
    CHECK(load_settings(file).settings == Settings{});
    CHECK(save_settings(file, some()));
    CHECK(load_settings(file).settings == some());
    CHECK(load_settings(file).set_aside.empty());
    CHECK_FALSE(save_settings("/proc/no/such/folder/settings", some()));
}

TEST_CASE("a broken file is set aside, and what it said is not lost") {
    const Folder folder;
    std::filesystem::create_directories(folder.path);
    const auto file = folder.path / "settings";
    std::ofstream{file} << "theme = blue\n";
    const LoadedSettings loaded = load_settings(file);
    CHECK(loaded.settings == Settings{});
    CHECK(loaded.set_aside == file.string() + ".broken");
    CHECK_FALSE(std::filesystem::exists(file));
    std::ifstream aside{loaded.set_aside};
    std::string text;
    std::getline(aside, text);
    CHECK(text == "theme = blue");
}

TEST_CASE("the window opens as it was left, and says what it will remember") {
    Settings settings = some();
    settings.width = settings.height = 0;
    const App app{{.settings = settings}, true, 1, [] {}};
    CHECK(app.view().theme == ThemeName::high_contrast);
    CHECK(app.view().language == Language::chinese);
    CHECK(app.view().scale == 1.375f);
    CHECK(app.title().find("coroscope · 5") == 0);
    CHECK(app.settings() == settings);
    settings.lesson = 999;  // gone since
    const App other{{.settings = settings}, true, 1, [] {}};
    CHECK(other.title().find("coroscope · ") == 0);
}

}  // namespace coroscope::viz
