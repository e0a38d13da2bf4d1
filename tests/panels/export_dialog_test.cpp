#include "viz/panels/export_dialog.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>
#include <unistd.h>

#include "tests/panels/bench.hpp"

namespace coroscope::viz {

namespace fs = std::filesystem;

namespace {

constexpr KeyPress open_key{.key = Key::letter_e, .control = true};

// A home folder of its own, where the dialog puts its files.
struct Home {
    fs::path path = fs::temp_directory_path() / ("coroscope-home-" + std::to_string(getpid()));
    std::string before = std::getenv("HOME") != nullptr ? std::getenv("HOME") : "";
    Home() {
        fs::create_directories(path);
        setenv("HOME", path.c_str(), 1);
    }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;
    ~Home() {
        fs::remove_all(path);
        setenv("HOME", before.c_str(), 1);
    }
    [[nodiscard]] long files() const {
        return std::distance(fs::directory_iterator{path}, fs::directory_iterator{});
    }
};

// What the second of two frames wrote.
TextLog seen(Bench& bench, App& app) {
    bench.frame(app);
    TextLog log;
    bench.frame(app, &log);
    return log;
}

bool shows(const TextLog& log, std::string_view text) {
    return std::ranges::any_of(log.texts, [&](const TextRecord& record) {
        return record.text.find(text) != std::string::npos;
    });
}

// Serves the export until it ends or `enough` says so.
void serve(
    App& app, const std::function<bool()>& enough = [] { return false; }) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes{4};
    while (app.serve_export() && !enough()) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        std::this_thread::yield();
    }
}

std::string beginning(const fs::path& file, std::size_t bytes) {
    std::string text(bytes, '\0');
    std::ifstream{file, std::ios::binary}.read(text.data(), static_cast<std::streamsize>(bytes));
    return text;
}

}  // namespace

TEST_CASE("the dialog opens with a key, letters then do nothing else, and Escape closes it") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(2);
    app->handle(open_key, 1);
    CHECK(shows(seen(bench, *app), "Take it away"));
    app->handle(KeyPress{Key::letter_l}, 1);
    app->handle(KeyPress{Key::digit_4}, 1);
    CHECK(app->view().language == Language::english);
    CHECK(app->title().find(" 2 ") != std::string::npos);
    app->handle(KeyPress{Key::escape}, 1);
    CHECK_FALSE(shows(seen(bench, *app), "Take it away"));
}

TEST_CASE("a format brings its own choices, and Tab stays within the dialog") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(2, Language::chinese);
    app->handle(open_key, 1);
    CHECK(shows(seen(bench, *app), "大小"));
    bench.click(*app, place_of(seen(bench, *app), "视频"));
    CHECK(app->view().exporting.format == ExportFormat::mp4);
    CHECK(shows(seen(bench, *app), "从这里起"));
    bench.click(*app, place_of(seen(bench, *app), "从这里起"));
    CHECK(app->view().exporting.range == ExportRange::from_here);
    bench.click(*app, place_of(seen(bench, *app), "打印讲义"));
    CHECK_FALSE(shows(seen(bench, *app), "大小"));
    // The first of the dialog's controls is its first format.
    app->handle(KeyPress{Key::tab}, 1);
    app->handle(KeyPress{Key::enter}, 1);
    bench.frame(*app);
    CHECK(app->view().exporting.format == ExportFormat::png);
}

TEST_CASE("all of the dialog's choices and its button lie within its card") {
    for (const ImVec2 size : {ImVec2{800, 600}, ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        Bench bench{size, 1};
        const auto app = app_with_lesson(2);
        app->handle(open_key, 1);
        for (const FormatInfo& info : all_formats()) {
            app->handle(ChooseExport{info.format});
            const TextLog log = seen(bench, *app);
            const auto title = std::ranges::find_if(
                log.texts, [](const TextRecord& record) { return record.text == "Take it away"; });
            REQUIRE(title != log.texts.end());
            const Rect card = title->container;
            // The button is a line of text high, with room above and below.
            const auto button = std::ranges::find_if(log.texts, [&](const TextRecord& record) {
                return record.text == "export" && record.layer == title->layer;
            });
            REQUIRE(button != log.texts.end());
            CAPTURE(size.x);
            CAPTURE(info.ending);
            CHECK(button->container.max.y + 8 * bench.scale() <= card.max.y);
            CHECK(card.max.y <= size.y);
        }
    }
}

TEST_CASE("what is written is told, and a second time has another name") {
    const Home home;
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(2);
    for (const char* name : {"coroscope-02_task.png", "coroscope-02_task-2.png"}) {
        app->handle(open_key, 1);
        bench.click(*app, place_of(seen(bench, *app), "export"));
        serve(*app);
        CHECK_FALSE(app->view().exporting.open);
        CHECK(app->view().notice.text.find(name) != std::string::npos);
        CHECK(beginning(home.path / name, 4) == "\x89PNG");
        app->handle(DismissNotice{});
    }
    CHECK(home.files() == 2);
    bench.frame(*app);  // the window still draws in its own context
}

TEST_CASE("an export that is stopped leaves nothing, and says so") {
    const Home home;
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(2);
    app->handle(ChooseExport{ExportFormat::gif});
    app->handle(open_key, 1);
    bench.click(*app, place_of(seen(bench, *app), "export"));
    serve(*app, [&] { return app->view().exporting.done > 0; });
    const TextLog log = seen(bench, *app);
    CHECK(shows(log, " %"));
    bench.click(*app, place_of(log, "stop"));
    serve(*app);
    CHECK(shows(seen(bench, *app), "Stopped: nothing was written."));
    CHECK(home.files() == 0);
}

TEST_CASE("a place where nothing can be written is told in the dialog") {
    const Home home;
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(2);
    app->handle(open_key, 1);
    app->handle(StartExport{"/nowhere/at/all.png"});
    serve(*app);
    CHECK(app->view().exporting.open);
    CHECK(shows(seen(bench, *app), "Not written: /nowhere/at/all.png"));
}

TEST_CASE("closing the window while it exports stops the export") {
    const Home home;
    {
        const auto app = app_with_lesson(2);
        app->handle(ChooseExport{ExportFormat::mp4});
        app->handle(StartExport{(home.path / "a.mp4").string()});
        serve(*app, [&] { return app->view().exporting.done > 0; });
    }
    CHECK(home.files() == 0);
}

TEST_CASE("a file's ending follows the format, and a dot elsewhere is none") {
    CHECK(with_ending("/a/b.png", ExportFormat::mp4) == "/a/b.mp4");
    CHECK(with_ending("/a/v1.5", ExportFormat::png) == "/a/v1.5.png");
    CHECK(with_ending("/a.gif/b", ExportFormat::png) == "/a.gif/b.png");
    CHECK_FALSE(format_by_ending("/a/.png"));
    CHECK_FALSE(format_by_ending("/a.png/b"));
    CHECK(format_by_ending("B.HTML") == ExportFormat::handout);
}

}  // namespace coroscope::viz
