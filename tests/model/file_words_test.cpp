#include "viz/model/file_words.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

std::string chinese(std::string_view error) { return file_words(Language::chinese, error); }

bool has_english(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

TEST_CASE("what is wrong with a file is told in the language of the window") {
    const std::string error =
        "/a b/1.scenario: cannot be read: No such file or directory; is that the right path?";
    CHECK(file_words(Language::english, error) == error);
    CHECK(chinese(error) == "/a b/1.scenario：无法读取：没有这个文件或文件夹。路径对吗？");
    CHECK(chinese("/x.png: cannot be written: Permission denied; choose another place") ==
          "/x.png：无法写入：没有权限。请换一个位置");
    CHECK(chinese("/x.coro is no recording that can be read: it is empty") ==
          "/x.coro 不是可以读取的录制记录：它是空的");
    CHECK(chinese("/x.coro is no recording that can be read: it is of version 9, and this program "
                  "reads version 1") ==
          "/x.coro 不是可以读取的录制记录：它的版本是 9，而本程序读取的版本是 1");
    CHECK(chinese("1.scenario:3: 'x' is no lesson: write its number, as lesson 5") ==
          "1.scenario:3：x 不是课程：请写编号，如 lesson 5");
}

TEST_CASE("what Python says stays as it is, in a sentence of the window's language") {
    CHECK(chinese("/my.py was not recorded: line 3: SyntaxError: invalid syntax") ==
          "/my.py 没有录制成功：第 3 行：SyntaxError: invalid syntax");
    CHECK(chinese("a thing that nobody has foreseen") == "a thing that nobody has foreseen");
}

TEST_CASE("the system's common reasons are known") {
    for (const int number : {ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, EEXIST, ENOSPC, EDQUOT, EROFS,
                             ENAMETOOLONG, EFBIG, EIO, EMFILE, ELOOP, EBUSY, ETXTBSY, ENOMEM}) {
        CAPTURE(std::strerror(number));
        CHECK_FALSE(has_english(chinese(std::strerror(number))));
    }
}

}  // namespace coroscope::viz
