#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> fails(int after) {
    co_await sleep(after * 1s);
    throw ValueError{"after " + std::to_string(after)};
}

Coro<int> works(int after) {
    co_await sleep(after * 1s);
    print("worked", after);
    co_return after;
}

std::vector<Coro<int>> three(Coro<int> a, Coro<int> b, Coro<int> c) {
    std::vector<Coro<int>> coroutines;
    coroutines.push_back(std::move(a));
    coroutines.push_back(std::move(b));
    coroutines.push_back(std::move(c));
    return coroutines;
}

Coro<void> main() {
    try {
        auto first = works(1);
        auto second = fails(2);
        auto third = works(3);
        co_await gather(three(std::move(first), std::move(second), std::move(third)));
    } catch (const ValueError& error) {
        print("caught", error.repr());
    }
    co_await sleep(2s);
    auto first = works(2);
    auto second = fails(1);
    auto third = works(1);
    const auto results = co_await gather(
        three(std::move(first), std::move(second), std::move(third)), return_exceptions);
    print(results);
}

}  // namespace

PAIR(gather_failure) { run(main()); }
