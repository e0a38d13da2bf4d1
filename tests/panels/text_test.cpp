#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/model/code_point.hpp"
#include "viz/panels/code_rows.hpp"
#include "viz/panels/markdown.hpp"
#include "viz/panels/rich_text.hpp"

namespace coroscope::viz {

namespace {

std::string joined(const std::vector<std::string_view>& lines) {
    std::string all;
    for (const std::string_view line : lines) {
        all += all.empty() ? "" : "|";
        all += line;
    }
    return all;
}

std::vector<std::string> rows_of(std::string_view line, std::size_t columns) {
    std::vector<std::string> rows;
    for (const CodeRow& row : code_rows(line, columns)) {
        rows.push_back(std::string(row.indent, ' ') +
                       std::string{line.substr(row.begin, row.end - row.begin)});
    }
    return rows;
}

}  // namespace

TEST_CASE("a paragraph breaks at blanks, and no line is wider than asked") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        constexpr std::string_view text = "the loop runs one task at a time and never two";
        for (const float width : {60.0f, 120.0f, 200.0f}) {
            const auto lines = wrap(canvas, text, width);
            CHECK(lines.size() > 1);
            std::string again;
            for (const std::string_view line : lines) {
                CHECK(canvas.text_width(line) <= width);
                again += std::string{again.empty() ? "" : " "} + std::string{line};
            }
            CHECK(again == text);
        }
    });
}

TEST_CASE("Chinese breaks between characters, but never before a comma or a full stop") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        constexpr std::string_view text = "任务完成，任务取消；任务等待。（任务）任务";
        for (int width = 60; width < 300; ++width) {
            for (const std::string_view line : wrap(canvas, text, static_cast<float>(width))) {
                const std::string_view first = line.substr(0, 3);
                INFO(std::string{line});
                const bool forbidden =
                    first == "，" || first == "。" || first == "；" || first == "）";
                CHECK_FALSE(forbidden);
                CHECK_FALSE(line.ends_with("（"));
            }
        }
    });
}

TEST_CASE("a word longer than the line is cut, a newline always breaks, nothing is lost") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        std::string all;
        for (const std::string_view line : wrap(canvas, "run_until_complete", 50)) {
            CHECK(canvas.text_width(line) <= 50);
            all += line;
        }
        CHECK(all == "run_until_complete");
        CHECK(joined(wrap(canvas, "one\ntwo", 500)) == "one|two");
        CHECK(wrap(canvas, "", 500).empty());
    });
}

TEST_CASE("text that is too long ends in an ellipsis inside its box, and the log says so") {
    Bench bench{{1280, 720}, 1};
    TextLog log;
    bench.canvas_frame(
        [](Canvas& canvas) {
            const Rect box = Rect::sized(100, 100, 80, 30);
            const Rect covered = canvas.text(box, "a label that does not fit");
            CHECK(covered.max.x <= box.max.x);
            canvas.text(box.moved(0, 40), "fits");
        },
        &log);
    REQUIRE(log.texts.size() == 2);
    CHECK(log.texts[0].shortened);
    CHECK(log.texts[0].text == "a label that does not fit");
    CHECK_FALSE(log.texts[1].shortened);
}

TEST_CASE("text is aligned left, centred and right within its box") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        const Rect box = Rect::sized(100, 100, 200, 30);
        const float width = canvas.text_width("task");
        CHECK(canvas.text(box, "task").min.x == 100);
        CHECK(canvas.text(box, "task", {.align = Align::right}).max.x ==
              doctest::Approx(300).epsilon(0.01));
        CHECK(canvas.text(box, "task", {.align = Align::centre}).centre().x ==
              doctest::Approx(200).epsilon(0.01));
        CHECK(canvas.text_width("tasktask") == doctest::Approx(2 * width).epsilon(0.01));
    });
}

TEST_CASE("advances are the face's own, to a fraction of a pixel, and pairs are kerned") {
    const Bench bench{{1280, 720}, 1};
    const SizedFont& font = bench.fonts().at(Face::ui, type::small);
    bool has_fraction = false;
    for (unsigned c = 'a'; c <= 'z'; ++c) {
        has_fraction = has_fraction || font.advance(c) != std::floor(font.advance(c));
    }
    CHECK(has_fraction);
    CHECK(font.kern('A', 'V') < 0);
    CHECK(font.kern('n', 'n') == 0);
    const SizedFont& mono = bench.fonts().at(Face::mono, type::small);
    CHECK(mono.advance('i') == mono.advance('W'));
    CHECK(mono.kern('A', 'V') == 0);
}

TEST_CASE("a letter is drawn at the quarter of a pixel where it stands") {
    const Bench bench{{1280, 720}, 1};
    const LatinGlyphs& latin = bench.fonts().at(Face::ui, type::body).latin;
    float at_whole = 10.0f;
    float at_half = 10.5f;
    float nearly_eleven = 10.9f;
    const LatinGlyphs::Quad& whole = latin.quad('m', at_whole);
    const LatinGlyphs::Quad& half = latin.quad('m', at_half);
    CHECK(&latin.quad('m', nearly_eleven) == &whole);
    CHECK(&half != &whole);
    CHECK(at_half == 10);
    CHECK(nearly_eleven == 11);
    CHECK(latin.quad(' ', at_whole).empty());
}

TEST_CASE("styled runs share lines, and keep punctuation with the word before") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        const TextStyle bold{.face = Face::bold};
        const std::vector<RichRun> runs{
            {"状态是 ", {}, false}, {"Pending", bold, false}, {"；然后结束", {}, false}};
        for (int width = 95; width < 260; width += 3) {
            for (const RichLine& line : flow(canvas, runs, static_cast<float>(width))) {
                REQUIRE_FALSE(line.empty());
                CHECK_FALSE(line.front().text.starts_with("；"));
                const RichPiece& last = line.back();
                CHECK(last.x + last.width <= static_cast<float>(width) + 0.5f);
            }
        }
    });
}

TEST_CASE("long lines of a listing continue further in, and lose nothing") {
    constexpr std::string_view line = "    tasks = [create_task(work(x)) for x in (3, 2, 1)]";
    CHECK(rows_of(line, 80) == std::vector<std::string>{std::string{line}});
    const auto rows = rows_of(line, 34);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == "    tasks = [create_task(work(x)) ");
    CHECK(rows[1] == "        for x in (3, 2, 1)]");
    for (std::size_t columns = 8; columns < 60; ++columns) {
        std::string all;
        for (const CodeRow& row : code_rows(line, columns)) {
            CHECK(row.end > row.begin);
            CHECK(row.indent + (row.end - row.begin) <= columns);
            all += line.substr(row.begin, row.end - row.begin);
        }
        CHECK(all == line);
    }
    CHECK(code_rows("", 20).size() == 1);
}

TEST_CASE("what was printed continues at the left edge, in rows as wide as the first") {
    const std::string line(95, 'x');
    std::vector<std::size_t> widths;
    for (const CodeRow& row : printed_rows(line, 40)) {
        CHECK(row.indent == 0);
        widths.push_back(row.end - row.begin);
    }
    CHECK(widths == std::vector<std::size_t>{40, 40, 15});
    CHECK(printed_rows("    " + std::string(70, 'x'), 40).back().indent == 0);
}

TEST_CASE("Markdown becomes blocks: headings, paragraphs, lists, quotes, inline styles") {
    const auto blocks = parse_markdown(
        "# Title\n\nA **bold** and `code()` line\nthat goes on.\n\n> a note\n\n- one\n- two\n\n"
        "3. three\n4. four\n");
    REQUIRE(blocks.size() == 7);
    CHECK(blocks[0].kind == BlockKind::heading);
    CHECK(blocks[0].level == 1);
    REQUIRE(blocks[1].runs.size() == 5);
    CHECK(blocks[1].runs[1].style == RunStyle::bold);
    CHECK(blocks[1].runs[1].text == "bold");
    CHECK(blocks[1].runs[3].style == RunStyle::code);
    CHECK(blocks[1].runs[4].text == " line that goes on.");
    CHECK(blocks[2].quoted);
    CHECK(blocks[3].kind == BlockKind::item);
    CHECK(blocks[3].number == 0);
    CHECK(blocks[5].number == 3);
    CHECK(blocks[6].number == 4);
}

TEST_CASE("a line break in Chinese Markdown leaves no blank") {
    const auto blocks = parse_markdown("任务\n完成\n");
    REQUIRE(blocks.size() == 1);
    REQUIRE(blocks[0].runs.size() == 1);
    CHECK(blocks[0].runs[0].text == "任务完成");
}

}  // namespace coroscope::viz
