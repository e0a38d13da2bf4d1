#include "viz/model/screen_text.hpp"

#include <doctest/doctest.h>

using coroscope::viz::screen_text;

TEST_CASE("text without controls is shown as it is") {
    CHECK(screen_text("").empty());
    CHECK(screen_text("caf\u00e9 \n\nb  ") == "caf\u00e9 \n\nb  ");
}

TEST_CASE("a carriage return writes over what is there") {
    CHECK(screen_text("\r| thinking\r/ thinking") == "/ thinking");
    CHECK(screen_text("100 %\r7") == "700 %");
    CHECK(screen_text("\u65e5\u672c\rab") == "ab");
    CHECK(screen_text("done\r\nnext") == "done\nnext");
    CHECK(screen_text("| wait\r      \rAnswer") == "Answer");
    CHECK(screen_text("abc\b\bX") == "aXc");
}

TEST_CASE("a tab goes to its column") { CHECK(screen_text("a\tb\r\tc") == "a       c"); }

TEST_CASE("escape sequences are not seen, but what they do to the line is") {
    CHECK(screen_text("\x1b[1;31mred\x1b[0m tea\a") == "red tea");
    CHECK(screen_text("\x1b]0;title\aa\x1b]8;;x\x1b\\b\x1b(Bc\x1b[?25l") == "abc");
    CHECK(screen_text("long line\r\x1b[Kend") == "end");
    CHECK(screen_text("long line\x1b[2K\rend") == "end");
    CHECK(screen_text("abc\x1b[2DX\x1b[GY") == "YXc");
    CHECK(screen_text("cut \x1b[3") == "cut ");
    CHECK(screen_text("cut \x1b") == "cut ");
}
