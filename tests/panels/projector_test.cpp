// What a class sees on a projector of 1280×720: nothing that acts is out of sight.
#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/sandbox.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

const ImVec2 projector{1280, 720};

struct Room {
    explicit Room(int lesson, bool presenting, Language language = Language::english)
        : bench{projector, 1, presenting}, app{app_with_lesson(lesson, language)} {
        app->handle(Present{presenting});
    }
    TextLog seen() {
        bench.frame(*app);
        TextLog log;
        bench.frame(*app, &log);
        return log;
    }
    void go_to(std::size_t beat) {
        app->handle(Seek{static_cast<double>(beat)});
        bench.frame(*app);
        while (app->needs_animation()) app->advance(0.1);
    }

    Bench bench;
    std::unique_ptr<App> app;
};

bool says(const TextLog& log, std::string_view words) {
    return std::ranges::any_of(log.texts, [&](const TextRecord& text) {
        return text.text.find(words) != std::string::npos &&
               text.clip.intersect({{0, 0}, projector}).contains(text.rect.centre());
    });
}

}  // namespace

TEST_CASE("every row of a lesson's timeline is seen on a projector, presented or not") {
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const bool presenting : {false, true}) {
            CAPTURE(lesson.number);
            CAPTURE(presenting);
            Room room{lesson.number, presenting};
            for (const double part : {0.0, 0.5, 1.0}) {
                room.go_to(
                    static_cast<std::size_t>(part * static_cast<double>(room.app->last_beat())));
                CHECK_FALSE(says(room.seen(), "more rows"));
            }
        }
    }
}

TEST_CASE("a thread on the stage says what blocks it, presented on a projector, too") {
    for (const bool presenting : {false, true}) {
        CAPTURE(presenting);
        Room room{1, presenting};
        room.go_to(6);  // all three sleep
        const TextLog log = room.seen();
        for (const std::string call : {"time.sleep(3)", "time.sleep(2)", "time.sleep(1)"}) {
            CAPTURE(call);
            CHECK(says(log, call));
        }
    }
}

TEST_CASE("the list of keys is read whole on a projector") {
    for (const Language language : {Language::english, Language::chinese}) {
        for (const bool presenting : {false, true}) {
            CAPTURE(presenting);
            Room room{1, presenting, language};
            room.app->handle(OpenHelp{});
            for (const TextRecord& text : room.seen().texts) {
                if (text.layer == 2 && text.shortened) CHECK(text.text == "");
            }
        }
    }
}

TEST_CASE("the step that is edited in the sandbox is in sight, and so is the one that runs") {
    for (const bool presenting : {false, true}) {
        CAPTURE(presenting);
        Room room{9, presenting};
        // The last task's step stands below the edge, all the more where the editor is open.
        const sandbox::Program program = sandbox::first_program();
        room.app->handle(ChooseStep{2, 1});
        room.seen();
        CHECK(says(room.seen(), step_label(program, program.tasks[2].steps[1])));
        CHECK(says(room.seen(), "serve()"));
        room.app->handle(ChooseStep{0, 0});
        room.seen();
        CHECK(says(room.seen(), "print \"water on\""));
        room.app->handle(ChooseStep{});
        const Film& film = room.app->film();
        for (std::size_t beat = 1; beat <= room.app->last_beat(); ++beat) {
            const trace::Event& event = film.recording.events[film.beats[beat].seq];
            if (event.kind != trace::Kind::print) continue;
            room.go_to(beat);
            room.seen();
            CHECK(says(room.seen(),
                       "print \"" + std::string{film.recording.string(event.text)} + "\""));
        }
    }
}

}  // namespace coroscope::viz
