// What a person opens in the window: recordings, programs of their own, and what is neither.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <imgui/imgui_internal.h>

#include "runtime/trace/recording_file.hpp"
#include "tests/panels/bench.hpp"
#include "viz/model/about.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

namespace fs = std::filesystem;

constexpr const char* tea = R"(import asyncio


async def brew(cup):
    await asyncio.sleep(2)
    print("brewed", cup)


async def main():
    await asyncio.gather(brew(1), brew(2))


asyncio.run(main())
)";

/// A file for a test, in a folder of its own.
std::string file_with(const std::string& name, std::string_view content) {
    const fs::path folder = fs::path{COROSCOPE_ARTIFACTS} / "opened";
    fs::create_directories(folder);
    const fs::path file = folder / name;
    std::ofstream{file, std::ios::binary} << content;
    return file.string();
}

std::string recording_of(const App& app, const std::string& name) {
    std::string file = file_with(name, "");
    std::ofstream out{file, std::ios::binary};
    trace::write_recording(app.film().recording, file, out);
    return file;
}

bool prints(const App& app, std::string_view text) {
    return std::ranges::any_of(app.film().console, [&](const ConsoleLine& line) {
        return app.film().recording.text(app.film().recording.events[line.seq]) == text;
    });
}

/// While it lives, the environment says so.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_{name} {
        if (const char* const before = std::getenv(name)) {
            before_ = before;
        }
        setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }

private:
    const char* name_;
    std::optional<std::string> before_;
};

/// Until the end of a minute.
void wait_until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    bool met = condition();
    while (!met && std::chrono::steady_clock::now() < end) {
        std::this_thread::yield();
        met = condition();
    }
    REQUIRE(met);
}

/// What a program of a test writes there, once it has.
std::string line_of(const std::string& file) {
    std::string line;
    wait_until([&] {
        std::ifstream in{file};
        return std::getline(in, line) && !in.eof();
    });
    return line;
}

/// False for one that has ended and for which only nobody has waited.
bool runs(const std::string& process) {
    std::ifstream in{"/proc/" + process + "/stat"};
    std::string number;
    std::string name;
    std::string state;
    return in >> number >> name >> state && state != "Z";
}

/// Everything that shows is as it was, and one line says why.
void check_refused(App& app, const std::string& file, std::string_view why) {
    const Film* shown = &app.film();
    const std::string title = app.title();
    app.handle(Seek{5});
    app.handle(OpenFile{file});
    while (app.loading()) {
        app.collect();
        std::this_thread::yield();
    }
    CHECK(&app.film() == shown);
    CHECK(app.title() == title);
    CHECK(app.view().playback.position == 5);
    CHECK(app.view().notice.is_warning());
    CHECK_MESSAGE(app.view().notice.text.starts_with(file), app.view().notice.text);
    CHECK_MESSAGE(app.view().notice.text.find(why) != std::string::npos, app.view().notice.text);
    CHECK(app.view().notice.text.find('\n') == std::string::npos);
}

}  // namespace

TEST_CASE("a recording is opened in the window in both forms, and a lesson after it") {
    for (const char* name : {"five.coro", "five.jsonl"}) {
        const auto app = app_with_lesson(5);
        const std::string file = recording_of(*app, name);
        const std::size_t events = app->film().recording.events.size();
        app->handle(OpenLesson{2});
        wait_for_run(*app);
        app->handle(OpenPathCard{PathCard::open});
        app->handle(OpenFile{file});
        wait_for_run(*app);
        CHECK(app->film().recording.events.size() == events);
        CHECK(app->title() == "coroscope · " + file);
        CHECK(app->view().path_card == PathCard::none);
        CHECK(app->view().notice.empty());
        CHECK(app->settings().lesson == 2);
        app->handle(OpenLesson{3});
        wait_for_run(*app);
        CHECK(app->title().find(" 3 ") != std::string::npos);
    }
}

TEST_CASE("one's own program is run and opened with its listing, what was done before is gone") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{9});
    app->handle(Touch{});
    wait_for_run(*app);
    app->handle(OpenFile{file_with("tea.py", tea)});
    wait_for_run(*app);
    CHECK_MESSAGE(app->view().notice.empty(), app->view().notice.text);
    CHECK(app->title() == "coroscope · tea.py");
    CHECK(prints(*app, "brewed 2"));
    CHECK(app->scenario().interventions.empty());
    TextLog log;
    bench.frame(*app, &log);
    CHECK(std::ranges::any_of(log.texts, [](const TextRecord& each) {
        return each.text.find("gather") != std::string::npos;
    }));
    // It has happened: nothing runs it again, and the window stands.
    const std::string never = file_with("never", "");
    fs::remove(never);
    for (const Intent& wish :
         {Intent{RunAgain{}}, Intent{ToggleClock{}}, Intent{ToggleCompare{}}, Intent{Touch{}},
          Intent{Undo{}}, Intent{Redo{}}, Intent{OpenPathCard{PathCard::save}},
          Intent{SaveScenario{never}}, Intent{SaveListing{never}}}) {
        app->handle(DismissNotice{});
        app->handle(wish);
        CHECK(app->view().notice.text == tr(Language::english, Str::file_has_happened));
        CHECK(app->view().path_card == PathCard::none);
        CHECK_FALSE(fs::exists(never));
    }
    app->handle(NextVariant{});
    bench.frame(*app);
    CHECK(app->title() == "coroscope · tea.py");
    CHECK(prints(*app, "brewed 2"));
}

TEST_CASE("what was opened is not what is saved, and the other way round") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(9);
    const auto offered = [&] {
        // What had the keyboard loses it, the card's field takes it, and it is there.
        for (int frame = 0; frame < 3; ++frame) {
            bench.frame(*app);
        }
        return std::string{ImGui::GetCurrentContext()->InputTextState.TextA.Data};
    };
    const auto type = [&](const char* text) {
        offered();  // all of it is chosen then
        ImGui::GetIO().AddInputCharactersUTF8(text);
        CHECK(offered() == text);
    };
    app->handle(OpenPathCard{PathCard::open});
    type("~/tea.py");
    app->handle(OpenPathCard{PathCard::save_listing});
    CHECK(offered() == "09_sandbox.py");
    app->handle(OpenPathCard{PathCard::save});
    CHECK(offered() == "09_sandbox.scenario");
    type("mine.scenario");
    app->handle(OpenPathCard{PathCard::none});
    bench.frame(*app);
    app->handle(OpenPathCard{PathCard::open});
    CHECK(offered() == "~/tea.py");
    app->handle(OpenPathCard{PathCard::save});
    CHECK(offered() == "mine.scenario");
    // Another lesson is not saved under that name.
    app->handle(OpenPathCard{PathCard::none});
    app->handle(OpenLesson{5});
    wait_for_run(*app);
    bench.frame(*app);
    app->handle(OpenPathCard{PathCard::save});
    CHECK(offered() == "05_stopping.scenario");
    app->handle(OpenPathCard{PathCard::open});
    CHECK(offered() == "~/tea.py");
}

TEST_CASE("in a Chinese window what is wrong with a file is told in Chinese") {
    const auto app = app_with_lesson(5, Language::chinese);
    const auto told = [&](const Intent& intent) {
        app->handle(intent);
        return app->view().notice.text;
    };
    CHECK(told(OpenFile{"/nowhere/at/all.coro"}) ==
          "/nowhere/at/all.coro 无法读取：没有这个文件或文件夹");
    CHECK(told(OpenFile{"/nowhere/at/all.scenario"}) ==
          "/nowhere/at/all.scenario：无法读取：没有这个文件或文件夹。路径对吗？");
    CHECK(told(OpenFile{file_with("wrong.scenario", "lesson x\n")})
              .ends_with("wrong.scenario:1：x 不是课程：请写编号，如 lesson 5"));
    CHECK(told(OpenFile{file_with("none.coro", "")}).ends_with("不是可以读取的录制记录：它是空的"));
    CHECK(told(SaveScenario{"/nowhere/at/all.scenario"}) ==
          "/nowhere/at/all.scenario：无法写入：没有这个文件或文件夹。请换一个位置");
}

TEST_CASE("a path that is typed may begin with ~/, and a scenario may have any name") {
    const auto app = app_with_lesson(2);
    const std::string file = file_with("home.txt", "lesson 5\nat 1.5: interrupt\n");
    const Variable home{"HOME", fs::path{file}.parent_path().string()};
    app->handle(OpenFile{"~/home.txt"});
    wait_for_run(*app);
    CHECK(app->scenario().lesson == 5);
    CHECK(app->scenario().interventions.size() == 1);
}

TEST_CASE("what cannot be opened gets one line, and what shows goes on") {
    const auto app = app_with_lesson(5);
    check_refused(*app, "/nowhere/at/all.coro", "No such file");
    check_refused(*app, "/nowhere/at/all.py", "No such file");
    check_refused(*app, fs::path{COROSCOPE_ARTIFACTS}.string(), "folder");
    check_refused(*app, file_with("empty.coro", ""), "empty");
    check_refused(*app, file_with("rubbish.coro", "\x01\x02\x03"), "no line of a recording");
    check_refused(*app, file_with("rubbish.bin", std::string_view{"a\0b", 3}), "no text");
    check_refused(*app, file_with("broken.py", "import asyncio\n\nasync def main(:\n    pass\n"),
                  "line 3: SyntaxError");
    check_refused(*app, file_with("dance.scenario", "lesson 5\nat 1: dance\n"), ":2: 'dance'");
    check_refused(*app, file_with("own.scenario", "lesson 9\nprogram {x}\n"), "character 2");
}

TEST_CASE("a file that is dropped while the first is read is refused, and the first comes") {
    const std::string first = file_with("tea.py", tea);
    const WindowOptions options{.lesson = 2, .file = first};
    App app{options, true, 1, [] {}};
    REQUIRE(app.loading());
    app.handle(OpenFile{file_with("broken.py", "async def main(:\n")});
    CHECK(app.view().notice.is_warning());
    CHECK_MESSAGE(app.view().notice.text.starts_with(first), app.view().notice.text);
    wait_until([&] { return app.collect(); });
    CHECK(app.view().notice.empty());
    CHECK(app.title() == "coroscope · tea.py");
    CHECK(prints(app, "brewed 2"));
}

TEST_CASE("while the first file is read nothing is offered to be interrupted") {
    App app{{.file = file_with("tea.py", tea)}, true, 1, [] {}};
    Bench bench{{1280, 720}, 1};
    TextLog before;
    bench.frame(app, &before);
    bench.move_mouse(place_of(before, "^C"));
    bench.frame(app);
    TextLog hovered;
    bench.frame(app, &hovered);
    REQUIRE(app.loading());
    CHECK(std::ranges::none_of(hovered.texts, [](const TextRecord& each) {
        return each.text.starts_with("KeyboardInterrupt at the cursor");
    }));
}

TEST_CASE("a program that never ends is stopped by Escape, and what happened by then is shown") {
    const auto app = app_with_lesson(5);
    app->handle(OpenFile{file_with("ticks.py", R"(import asyncio


async def ticks():
    while True:
        await asyncio.sleep(1)
        print("tick")


asyncio.run(ticks())
)")});
    Bench bench{{1280, 720}, 1};
    const auto card_says = [&](std::string_view words) {
        app->collect();
        TextLog log;
        bench.frame(*app, &log);
        return std::ranges::any_of(
            log.texts, [&](const TextRecord& each) { return each.text.starts_with(words); });
    };
    // Until the card is there and something has been recorded.
    while (!card_says("Running ") || app->loading()->bytes == 0) {
        REQUIRE(app->loading());
    }
    CHECK(card_says("Esc: stop it"));
    app->handle(KeyPress{Key::escape}, 1);
    wait_for_run(*app);
    CHECK(prints(*app, "tick"));
    CHECK(app->title() == "coroscope · ticks.py");
}

TEST_CASE("a coroutine that never yields is stopped by one Escape, too") {
    const auto app = app_with_lesson(5);
    const std::string began = file_with("began", "");
    app->handle(OpenFile{file_with("busy.py", fmt::format(R"(import asyncio


async def busy():
    print("here")
    print("here", file=open("{}", "w"), flush=True)
    while True:
        pass


asyncio.run(busy())
)",
                                                          began))});
    CHECK(line_of(began) == "here");
    app->handle(KeyPress{Key::escape}, 1);
    wait_for_run(*app);
    CHECK(prints(*app, "here"));
    CHECK(std::ranges::count(app->film().console, ConsoleLineKind::interrupt, &ConsoleLine::kind) ==
          2);
    CHECK(app->title() == "coroscope · busy.py");
    CHECK(app->view().notice.empty());
}

TEST_CASE(
    "of a program that a signal has killed what happened by then is shown, and that is said") {
    const auto app = app_with_lesson(5);
    app->handle(OpenFile{file_with("dies.py", R"(import os, signal
print("before")
os.kill(os.getpid(), signal.SIGSEGV)
)")});
    wait_for_run(*app);
    CHECK(prints(*app, "before"));
    CHECK(prints(*app, "signal 11: Segmentation fault"));
    CHECK_MESSAGE(app->view().notice.text.find("signal 11") != std::string::npos,
                  app->view().notice.text);
}

TEST_CASE("a program that asks for input in the window is told of") {
    const auto app = app_with_lesson(5);
    const std::string file = file_with("asks.py", "input('Name? ')\n");
    app->handle(OpenFile{file});
    wait_for_run(*app);
    CHECK(prints(*app, "Name? "));
    CHECK(app->view().notice.text == tr(Language::english, Str::program_asks, {file}));
}

TEST_CASE("a program that does not end at Ctrl-C is ended by a second Escape, and shown") {
    const fs::path temporary = fs::path{COROSCOPE_ARTIFACTS} / "opened-temporary";
    fs::remove_all(temporary);
    fs::create_directories(temporary);
    const Variable variable{"TMPDIR", temporary.string()};
    const auto app = app_with_lesson(5);
    const std::string began = file_with("began", "");
    const std::string heard = file_with("heard", "");
    app->handle(OpenFile{file_with("deaf.py", fmt::format(R"(import os, signal


def hear(signal, frame):
    print("heard", file=open("{1}", "w"), flush=True)


signal.signal(signal.SIGINT, hear)
print("deaf")
print(os.getpid(), file=open("{0}", "w"), flush=True)
while True:
    pass
)",
                                                          began, heard))});
    const std::string script = line_of(began);
    CHECK(runs(script));
    CHECK_FALSE(fs::is_empty(temporary));
    app->handle(KeyPress{Key::escape}, 1);
    CHECK(line_of(heard) == "heard");
    REQUIRE(app->loading());
    CHECK(app->loading()->stopping);
    app->handle(KeyPress{Key::escape}, 1);
    wait_for_run(*app);
    CHECK_FALSE(runs(script));
    CHECK(fs::is_empty(temporary));
    CHECK(prints(*app, "deaf"));
    CHECK(app->title() == "coroscope · deaf.py");
    CHECK(app->view().notice.text.find("signal 9") != std::string::npos);
}

TEST_CASE("while a program is on its way no other card opens over its own") {
    const auto app = app_with_lesson(5);
    app->handle(OpenFile{file_with("endless.py", "while True:\n    pass\n")});
    REQUIRE(app->loading());
    app->handle(KeyPress{.key = Key::letter_o, .control = true}, 1);
    CHECK(app->view().path_card == PathCard::none);
    CHECK(app->view().notice.text.find("endless.py is still being opened") != std::string::npos);
    app->handle(KeyPress{.key = Key::letter_s, .control = true}, 1);
    CHECK(app->view().path_card == PathCard::none);
}

TEST_CASE(
    "what is opened while a program is on its way lies above its card, and Escape closes it") {
    const auto app = app_with_lesson(5);
    app->handle(OpenFile{file_with("endless.py", "while True:\n    pass\n")});
    Bench bench{{1280, 720}, 1};
    // In the order in which they are drawn.
    const auto windows = [&] {
        app->collect();
        bench.frame(*app);
        std::vector<std::string> names;
        const ImDrawData& drawn = *ImGui::GetDrawData();
        for (int i = 0; i < drawn.CmdListsCount; ++i) {
            names.emplace_back(drawn.CmdLists[i]->_OwnerName);
        }
        return names;
    };
    wait_until([&] { return std::ranges::count(windows(), "loading") == 1; });
    CHECK(windows().back() == "loading");
    for (const auto& [intent, name] : {std::pair<Intent, const char*>{OpenHelp{}, "help"},
                                       {OpenPalette{}, "palette"},
                                       {OpenExport{}, "export"},
                                       {OpenChooser{true}, "chooser"}}) {
        CAPTURE(name);
        app->handle(intent);
        const std::vector<std::string> drawn = windows();
        const auto card = std::ranges::find(drawn, "loading");
        REQUIRE(card != drawn.end());
        const auto is_it = [&](const std::string& each) { return each.starts_with(name); };
        CHECK(std::find_if(card, drawn.end(), is_it) != drawn.end());
        app->handle(KeyPress{Key::escape}, 1);
        CHECK(windows().back() == "loading");
        CHECK_FALSE(app->loading()->stopping);
    }
    app->handle(KeyPress{Key::escape}, 1);
    CHECK(app->loading()->stopping);
    wait_for_run(*app);
}

TEST_CASE("what a program has started ends with it") {
    const std::string began = file_with("began", "");
    const auto app = app_with_lesson(5);
    app->handle(OpenFile{file_with("leaves.py", fmt::format(R"(import subprocess
print(subprocess.Popen(["sleep", "1000"]).pid, file=open("{}", "w"), flush=True)
)",
                                                            began))});
    const std::string left = line_of(began);
    wait_for_run(*app);
    CHECK(app->view().notice.empty());
    wait_until([&] { return !runs(left); });
}

TEST_CASE("the recorder's folder is the script's to know, not the window's") {
    const char* const before = std::getenv("PYTHONPATH");
    const std::string was = before != nullptr ? before : "";
    const auto app = app_with_lesson(2);
    app->handle(OpenFile{file_with("tea.py", tea)});
    wait_for_run(*app);
    REQUIRE(prints(*app, "brewed 1"));
    const char* const after = std::getenv("PYTHONPATH");
    CHECK((after != nullptr ? after : "") == was);
}

}  // namespace coroscope::viz
