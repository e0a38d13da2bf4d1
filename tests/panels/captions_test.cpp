#include "viz/panels/captions.hpp"

#include <algorithm>
#include <functional>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/lesson_caption.hpp"
#include "viz/panels/lesson_parts.hpp"

namespace coroscope::viz {

namespace {

std::string text_of(const Block& block) {
    std::string text;
    for (const Run& run : block.runs) text += run.text;
    return text;
}

}  // namespace

TEST_CASE("captions say every word of every lesson, once and in order, under its heading") {
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const std::string_view markdown : {lesson.text_en, lesson.text_zh}) {
            std::string whole;
            std::size_t sections = 0;
            for (const Block& block : parse_markdown(markdown)) {
                if (block.kind == BlockKind::heading) {
                    sections += block.level > 1 ? 1 : 0;
                } else {
                    whole += text_of(block);
                }
            }
            std::string told;
            std::size_t section = 0;
            for (const Caption& caption : captions_of(markdown)) {
                told += text_of(caption.block);
                CHECK_FALSE(text_of(caption.block).empty());
                CHECK(caption.section >= section);
                section = caption.section;
            }
            CHECK(told == whole);
            CHECK(section == sections);
        }
    }
}

TEST_CASE("a long paragraph is divided between sentences, never within a number or code") {
    const auto captions = captions_of(
        parse_markdown("Python 3.11 sleeps 1.5 s. Then `loop.close()` ends it. 第一句。第二句。"),
        30);
    REQUIRE(captions.size() == 3);
    CHECK(text_of(captions[0].block) == "Python 3.11 sleeps 1.5 s. ");
    CHECK(text_of(captions[1].block) == "Then loop.close() ends it. ");
    CHECK(text_of(captions[2].block) == "第一句。第二句。");
}

namespace {

const lessons::Lesson& lesson_number(int number) {
    return *std::find_if(lessons::all().begin(), lessons::all().end(),
                         [&](const lessons::Lesson& each) { return each.number == number; });
}

// Turns to the last caption, or task, or question, looking at each.
void turn_through(App& app, const std::function<void()>& look) {
    app.handle(TurnToCaption{});
    look();
    for (int i = 0; i < 200; ++i) {
        const View before = app.view();
        app.handle(KeyPress{Key::down}, 1);
        if (app.view().part == before.part && app.view().caption == before.caption) return;
        look();
    }
    FAIL("there is no last caption");
}

// Where the text is told while presenting.
Rect place_of_text(const App& app, ImVec2 size, float scale) {
    const Told how = told(lesson_number(app.scenario().lesson), app.view());
    const Layout layout = make_layout(size, scale, false, true, how);
    return how == Told::as_caption ? layout.caption : layout.lesson;
}

}  // namespace

TEST_CASE("a sentence ends before code, too") {
    const auto captions = captions_of(parse_markdown("Each is closed. `async with` does it."), 20);
    REQUIRE(captions.size() == 2);
    CHECK(text_of(captions[1].block) == "async with does it.");
}

TEST_CASE("presenting, ↓ turns through captions, tasks and questions, and ↑ back, to the ends") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(Present{});
    app->handle(KeyPress{Key::up}, 1);
    CHECK(app->view().part == 0);
    CHECK(app->view().caption == 0);
    turn_through(*app, [] {});
    const int last = page_count(lesson_number(5)) - 1;
    CHECK(app->view().part == last);
    app->handle(KeyPress{Key::up}, 1);
    CHECK(app->view().part == last - 1);
    app->handle(OpenLesson{2});
    CHECK(app->view().part == 0);
    CHECK(app->view().caption == 0);
}

TEST_CASE("every caption, task and question of every lesson is seen whole while presenting") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        Bench bench{size, 1, true};
        for (const lessons::Lesson& lesson : lessons::all()) {
            for (const Language language : {Language::english, Language::chinese}) {
                const auto app = app_with_lesson(lesson.number, language);
                app->handle(Present{});
                turn_through(*app, [&] {
                    for (int answered = 0; answered < 2; ++answered) {
                        TextLog log;
                        bench.frame(*app);
                        bench.frame(*app, &log);
                        const Rect place = place_of_text(*app, size, bench.scale());
                        int texts = 0;
                        for (const TextRecord& text : log.texts) {
                            if (!place.contains(text.rect.centre())) continue;
                            INFO("lesson " << lesson.number << ": " << text.text);
                            CHECK(place.contains(text.rect, 1));
                            CHECK_FALSE(text.shortened);
                            CHECK(text.clip.contains(text.rect, 1.5f));
                            // Smaller type is for labels: the back row reads this. Code, whose
                            // letters are larger, may be a size smaller.
                            if (place.height() < size.y / 5)
                                CHECK(text.rect.height() >=
                                      (type::small - 1) * bench.scale() - 0.5f);
                            ++texts;
                        }
                        CHECK(texts > 1);
                        app->handle(AnswerQuestion{1});
                    }
                });
            }
        }
    }
}

/// What a caption that shows says, between the heading at its left and the buttons at its right.
std::vector<LettersRecord> caption_letters(Bench& bench, App& app, const lessons::Lesson& lesson,
                                           ImVec2 size) {
    TextLog log;
    bench.frame(app);
    bench.frame(app, &log);
    if (told(lesson, app.view()) != Told::as_caption) return {};
    const Rect words = place_of_text(app, size, bench.scale())
                           .without_left(300 * bench.scale())
                           .without_right(150 * bench.scale());
    std::erase_if(log.letters,
                  [&](const LettersRecord& letters) { return !words.contains(letters.baseline); });
    return log.letters;
}

TEST_CASE("a caption's bold words are as large as the words around them") {
    const ImVec2 size{1920, 1080};
    Bench bench{size, 1, true};
    int bold = 0;
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const Language language : {Language::english, Language::chinese}) {
            const auto app = app_with_lesson(lesson.number, language);
            app->handle(Present{});
            turn_through(*app, [&] {
                float em = 0;
                for (const LettersRecord& letters : caption_letters(bench, *app, lesson, size)) {
                    if (letters.face == Face::mono) continue;
                    if (em == 0) em = letters.em;
                    INFO("lesson " << lesson.number << ": " << letters.text);
                    CHECK(letters.em == em);
                    bold += letters.face == Face::bold ? 1 : 0;
                }
            });
        }
    }
    CHECK(bold > 0);
}

TEST_CASE("in a lecture hall captions are as large as titles, smaller only where they are long") {
    const ImVec2 size{1920, 1080};
    Bench bench{size, 1, true};
    for (const Language language : {Language::english, Language::chinese}) {
        int captions = 0;
        int large = 0;
        for (const lessons::Lesson& lesson : lessons::all()) {
            const auto app = app_with_lesson(lesson.number, language);
            app->handle(Present{});
            turn_through(*app, [&] {
                float em = 0;
                for (const LettersRecord& letters : caption_letters(bench, *app, lesson, size)) {
                    if (letters.face == Face::ui) em = std::max(em, letters.em);
                }
                if (em == 0) return;  // no caption, or code alone
                ++captions;
                large += em >= type::title * bench.scale() ? 1 : 0;
                CHECK(em >= type::body * bench.scale());
            });
        }
        MESSAGE(large << " of " << captions << " captions are as large as a title");
        CHECK(large * 2 > captions);
    }
}

TEST_CASE("presenting, a question at a lesson's end is answered by key and by click") {
    Bench bench{{1280, 720}, 1, true};
    const auto app = app_with_lesson(1);
    app->handle(Present{});
    const auto shown = [&](std::string_view words) {
        TextLog log;
        bench.frame(*app);
        bench.frame(*app, &log);
        return std::any_of(log.texts.begin(), log.texts.end(), [&](const TextRecord& text) {
            return text.text.find(words) != std::string::npos;
        });
    };
    const lessons::Lesson& lesson = lesson_number(1);
    int question = 0;
    while (lesson.parts[static_cast<std::size_t>(question)].kind != lessons::PartKind::question) {
        ++question;
    }
    app->handle(GoToPart{question});
    CHECK_FALSE(shown("Right."));
    app->handle(KeyPress{Key::digit_1}, 1);
    CHECK(shown("Right."));
    app->handle(KeyPress{Key::enter}, 1);
    CHECK(app->view().part == question + 1);
    TextLog log;
    bench.frame(*app, &log);
    bench.click(*app, place_of(log, "on three"));
    CHECK(shown("No."));
    app->handle(ShowCaptions{false});
    CHECK_FALSE(shown("No."));
}

TEST_CASE("the caption is of the part that was chosen, and comes with the run") {
    Bench bench{{1920, 1080}, 1.375f};
    const auto app = app_with_lesson(2);
    app->handle(Present{});
    const auto heading_shown = [&](int part) {
        TextLog log;
        bench.frame(*app, &log);
        const auto& words = lesson_number(2).parts[static_cast<std::size_t>(part)].heading;
        return std::any_of(log.texts.begin(), log.texts.end(), [&](const TextRecord& text) {
            return !text.text.empty() && words.english.starts_with(text.text);
        });
    };
    bench.frame(*app);
    app->handle(TurnToCaption{0, 1});
    app->handle(GoToPart{2});
    CHECK(app->view().caption == 0);
    CHECK(heading_shown(2));
    app->handle(GoToStart{});
    bench.frame(*app);
    app->handle(ShowPart{0});
    CHECK(heading_shown(0));
    for (int i = 0; i < 40 && app->view().part == 0; ++i) {
        app->handle(KeyPress{Key::page_down}, 1);
        app->advance(1);
        bench.frame(*app);
    }
    CHECK(app->view().part == 1);
    CHECK(heading_shown(1));
}

TEST_CASE("U hides the captions and shows them again") {
    View view;
    view.presenting = true;
    const lessons::Lesson& lesson = lesson_number(5);
    const auto film = empty_film();
    const auto caption = [&] {
        return make_layout({1920, 1080}, 1, false, true, told(lesson, view)).caption;
    };
    view = apply(view, *intent_for({Key::letter_u}, view, 1), *film);
    CHECK_FALSE(view.captions);
    CHECK(caption().empty());
    view = apply(view, *intent_for({Key::letter_u}, view, 1), *film);
    CHECK_FALSE(caption().empty());
}

}  // namespace coroscope::viz
