#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work(std::string name, int seconds) {
    co_await sleep(seconds * 1s);
    print(name);
    if (name == "bad") {
        throw ValueError{name};
    }
    co_return name;
}

Coro<void> main() {
    const auto inner = gather(list_of(work("a", 1), work("bad", 2)));
    const auto second = gather(list_of(work("c", 3), work("d", 1)));
    const auto outer = gather(list_of(inner, second));
    try {
        co_await outer;
    } catch (const ValueError& error) {
        print(error.repr(), inner.done(), outer.done());
    }
    co_await sleep(2s);
    const auto third = gather(list_of(work("e", 1), work("bad", 1)));
    const auto fourth = gather(list_of(work("f", 2), work("g", 1)));
    const auto results = co_await gather(list_of(third, fourth), return_exceptions);
    print(results);
}

}  // namespace

PAIR(gather_nested) { run(main()); }
