// Python's repr and str: expectations are what /usr/bin/python3 prints for the same literals.

#include "runtime/repr.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "runtime/callback.hpp"
#include "runtime/exceptions.hpp"
#include "runtime/qualified_name.hpp"

namespace coroscope {
namespace {

std::string python(const std::string& expression) {
    const std::string command = "/usr/bin/python3 -c 'print(" + expression + ")'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
    std::string text;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
        text += buffer.data();
    }
    return text.substr(0, text.find_last_not_of('\n') + 1);
}

int twice(int number) { return 2 * number; }

TEST_CASE("values are written as CPython writes them") {
    CHECK(repr(true) == python("repr(True)"));
    CHECK(repr(-12) == python("repr(-12)"));
    CHECK(repr(2.0) == python("repr(2.0)"));
    CHECK(repr(0.1 + 0.2) == python("repr(0.1 + 0.2)"));
    CHECK(repr(1e-7) == python("repr(1e-7)"));
    CHECK(repr(None{}) == python("repr(None)"));
    CHECK(repr(std::vector<std::vector<int>>{{1}, {}, {2, 3}}) ==
          python("repr([[1], [], [2, 3]])"));
    CHECK(repr(std::tuple{1}) == python("repr((1,))"));
    CHECK(repr(std::string("tea\n\t\\")) == python("repr(\"tea\\n\\t\\\\\")"));
    CHECK(repr("it's") == python("repr(\"it\" + chr(39) + \"s\")"));
    CHECK(str(std::string("it's")) == python("\"it\" + chr(39) + \"s\""));
}

TEST_CASE("exceptions are written as CPython writes them") {
    CHECK_EQ(repr(std::exception_ptr{}), "None");
    CHECK(ValueError{"boom"}.repr() == python("repr(ValueError(\"boom\"))"));
    CHECK(ValueError{}.repr() == python("repr(ValueError())"));
    CHECK(CancelledError{}.repr() == python("repr(__import__(\"asyncio\").CancelledError())"));
    CHECK(CancelledError{""}.repr() ==
          python("repr(__import__(\"asyncio\").CancelledError(\"\"))"));
}

TEST_CASE("a function bound with its arguments knows its name") {
    CHECK(partial<twice>(21).label() == "twice(21)");
    CHECK(partial<twice>().label() == "twice");
    CHECK(partial<twice>(21)() == 42);
    CHECK(partial<twice>(1) == partial<twice>(1));
    CHECK_FALSE(partial<twice>(1) == partial<twice>(2));
    CHECK(callback_label([] {}) == "<lambda>");
}

TEST_CASE("the plain name of a function is found in what compilers call it") {
    CHECK(detail::plain_name("coroscope::Coro<int> lesson::work(int)") == "work");
    CHECK(detail::plain_name("Coro<std::vector<int>> lesson::sleep_async::main()") == "main");
    CHECK(detail::plain_name("work") == "work");
    CHECK(detail::plain_name("program()::<lambda(int)>") == "<lambda>");
}

TEST_CASE("a coroutine goes by the name that it would have in Python, with its class") {
    CHECK(detail::qualified_name("coroscope::Coro<int> lesson::work(int)") == "work");
    CHECK(detail::qualified_name("Coro<int> lesson::Client::fetch(int) const") == "Client.fetch");
    CHECK(detail::qualified_name("work") == "work");
    CHECK(detail::qualified_name("program()::<lambda(int)>") == "<lambda>");
    CHECK(detail::name_in_asyncio(
              "static coroscope::Coro<T> coroscope::detail::QueueState<T>::get(Ref<coroscope::"
              "detail::QueueState<T> >) [with T = coroscope::Queue<int>]") == "Queue.get");
    CHECK(detail::name_in_asyncio("static Coro<void> coroscope::detail::QueueBase::join("
                                  "Ref<QueueBase>)") == "Queue.join");
    CHECK(detail::name_in_asyncio("Coro<R> coroscope::wait_for(Task<R>, int) [R = void]") ==
          "wait_for");
}

}  // namespace
}  // namespace coroscope
