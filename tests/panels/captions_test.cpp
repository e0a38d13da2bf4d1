#include "viz/panels/captions.hpp"

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/lesson_caption.hpp"

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

TEST_CASE("presenting, ↓ turns to the next caption and ↑ back, to the ends and no further") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(Present{});
    app->handle(KeyPress{Key::up}, 1);
    CHECK(app->view().caption == 0);
    for (int i = 0; i < 200; ++i) app->handle(KeyPress{Key::down}, 1);
    const std::size_t last = app->view().caption;
    CHECK(last > 4);
    app->handle(KeyPress{Key::up}, 1);
    CHECK(app->view().caption == last - 1);
    app->handle(OpenLesson{2});
    CHECK(app->view().caption == 0);
}

TEST_CASE("every caption of every lesson is seen whole while presenting") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        const float wanted = size.x < 1500 ? 1.125f : 1.375f;
        Bench bench{size, wanted};
        for (const lessons::Lesson& lesson : lessons::all()) {
            for (const Language language : {Language::english, Language::chinese}) {
                const auto app = app_with_lesson(lesson.number, language);
                app->handle(Present{});
                const auto captions =
                    captions_of(language == Language::chinese ? lesson.text_zh : lesson.text_en);
                const Layout layout = make_layout(size, bench.scale(), false, true, true);
                for (std::size_t index = 0; index < captions.size(); ++index) {
                    app->handle(TurnToCaption{index});
                    TextLog log;
                    bench.frame(*app, &log);
                    for (const TextRecord& text : log.texts) {
                        if (!layout.caption.contains(text.rect.centre())) continue;
                        INFO("lesson " << lesson.number << ": " << text.text);
                        CHECK(layout.caption.contains(text.rect, 1));
                        CHECK_FALSE(text.shortened);
                    }
                }
            }
        }
    }
}

TEST_CASE("U hides the captions and shows them again") {
    View view;
    const auto film = empty_film();
    view = apply(view, *intent_for({Key::letter_u}, view, 1), *film);
    CHECK_FALSE(view.captions);
    CHECK(make_layout({1920, 1080}, 1, false, true, view.captions).caption.empty());
    view = apply(view, *intent_for({Key::letter_u}, view, 1), *film);
    CHECK_FALSE(make_layout({1920, 1080}, 1, false, true, view.captions).caption.empty());
}

}  // namespace coroscope::viz
