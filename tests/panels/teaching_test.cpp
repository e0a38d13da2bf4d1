// Whole lessons, taught from the first click to the last question: with the mouse alone, with the
// keyboard alone, and the presenting part with the two buttons of a clicker alone.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/panel.hpp"

namespace coroscope::viz {

namespace {

using lessons::Part;
using lessons::PartKind;

const ImVec2 size{1920, 1080};

struct Teacher {
    explicit Teacher(int lesson) : bench{size, 1}, app{app_with_lesson(lesson)} {}

    TextLog seen() {
        bench.frame(*app);
        TextLog log;
        bench.frame(*app, &log);
        return log;
    }
    void click(std::string_view text) { bench.click(*app, place_of(seen(), text)); }
    // A choice of the question that the lesson's panel shows: its key stands before it.
    void click_choice(int choice) {
        const Rect lesson = make_layout(size, bench.scale(), false).lesson;
        for (const TextRecord& text : seen().texts) {
            if (text.text == std::to_string(choice + 1) && text.rect.centre().x < lesson.max.x &&
                text.rect.centre().y > lesson.min.y + header_height) {
                return bench.click(*app, {text.rect.max.x + 60, text.rect.centre().y});
            }
        }
        FAIL("the choice is not to be seen");
    }
    void click_next_part() {
        const Rect lesson = make_layout(size, bench.scale(), false).lesson;
        bench.click(*app, {lesson.max.x - 23, lesson.min.y + header_height / 2});
    }
    void press(Key key, bool shift = false) {
        app->handle(KeyPress{.key = key, .shift = shift}, bench.scale());
        settle();
    }
    void settle() {
        if (app->running_anew()) {
            wait_for_run(*app);
        }
        app->handle(DismissNotice{});
        for (int i = 0; i < 600 && app->needs_animation() && !app->view().playback.playing; ++i) {
            app->advance(0.05);
        }
        bench.frame(*app);
    }
    [[nodiscard]] const Part& part(const lessons::Lesson& lesson) const {
        return lesson.parts[static_cast<std::size_t>(app->view().part)];
    }
    // Every question has been answered, and rightly.
    void check_answers(const lessons::Lesson& lesson) const {
        const auto& progress = app->view().progress.at(lesson.number);
        for (std::size_t i = 0; i < lesson.parts.size(); ++i) {
            if (lesson.parts[i].kind == PartKind::question) {
                REQUIRE(progress[i].answer >= 0);
                CHECK(lesson.parts[i].options[static_cast<std::size_t>(progress[i].answer)].right);
            }
        }
    }

    Bench bench;
    std::unique_ptr<App> app;
};

int right_choice(const Part& question) {
    const auto right = std::ranges::find_if(question.options, &lessons::Option::right);
    REQUIRE(right != question.options.end());
    return static_cast<int>(right - question.options.begin());
}

}  // namespace

TEST_CASE("every lesson is taught with the mouse alone") {
    Teacher teacher{2};
    for (const lessons::Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        const std::string count = " / " + std::to_string(lessons::all().size());
        bool opened = false;
        for (const TextRecord& text : teacher.seen().texts) {
            if (!opened && text.text.find(count) != std::string::npos) {
                teacher.bench.click(*teacher.app, text.rect.centre());
                opened = true;
            }
        }
        REQUIRE(opened);
        teacher.click(std::to_string(lesson.number) + "   ");
        wait_for_run(*teacher.app);
        teacher.settle();
        teacher.click(teacher.app->view().playback.playing ? "pause" : "play");
        if (teacher.app->view().playback.playing) {
            teacher.click("pause");
        }
        const int pages = page_count(lesson);
        for (int page = 0; page < pages; ++page) {
            CAPTURE(page);
            REQUIRE(teacher.app->view().part == page);
            const Part& part = teacher.part(lesson);
            if (part.kind == PartKind::question) {
                teacher.click_choice(right_choice(part));
            }
            teacher.click_next_part();
            teacher.settle();
        }
        teacher.check_answers(lesson);
    }
}

TEST_CASE("every lesson is taught with the keyboard alone") {
    Teacher teacher{2};
    for (const lessons::Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        const auto digit = [](int number) {
            return static_cast<Key>(static_cast<int>(Key::digit_1) + number - 1);
        };
        while (teacher.app->view().part > 0) {  // on a question's page the digits are answers
            teacher.press(Key::letter_g, true);
        }
        teacher.press(digit(lesson.number));
        teacher.settle();
        const int pages = page_count(lesson);
        for (int page = 0; page < pages; ++page) {
            CAPTURE(page);
            REQUIRE(teacher.app->view().part == page);
            const Part& part = teacher.part(lesson);
            if (part.kind == PartKind::question) {
                teacher.press(digit(right_choice(part) + 1));
            }
            if (page + 1 < pages) {
                teacher.press(Key::letter_g);
            }
        }
        teacher.check_answers(lesson);
    }
}

TEST_CASE("the presenting part of every lesson is taught with a clicker alone") {
    for (const lessons::Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        Teacher teacher{lesson.number};
        teacher.press(Key::f5);
        REQUIRE(teacher.app->view().presenting);
        std::set<int> told;
        for (std::size_t beat = 0; beat < teacher.app->last_beat(); ++beat) {
            told.insert(teacher.app->view().part);
            teacher.press(Key::page_down);
        }
        told.insert(teacher.app->view().part);
        CHECK(teacher.app->view().playback.target == static_cast<double>(teacher.app->last_beat()));
        // Every step whose moment this run has was on the wall when it came.
        const auto beats = part_beats(lesson, teacher.app->film());
        for (std::size_t i = 0; i < lesson.parts.size(); ++i) {
            if (lesson.parts[i].kind == PartKind::step && beats[i] != 0) {
                CAPTURE(i);
                CHECK(told.count(static_cast<int>(i)) == 1);
            }
        }
        teacher.press(Key::page_up);
        CHECK(teacher.app->view().playback.target < static_cast<double>(teacher.app->last_beat()));
    }
}

}  // namespace coroscope::viz
