#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> down(int depth, Nanoseconds delay) {
    if (depth > 0) {
        co_await down(depth - 1, delay);
    } else {
        co_await sleep(delay);
    }
}

Coro<void> main() {
    for (int depth = 980; depth < 995; ++depth) {
        try {
            co_await down(depth, 0s);
            print(depth, "slept");
        } catch (const RecursionError& error) {
            print(depth, error.repr());
        }
    }
    for (int depth = 975; depth < 995; ++depth) {
        try {
            co_await down(depth, 1ms);
            print(depth, "slept for a while");
        } catch (const RecursionError&) {
            print(depth, "too deep");
        }
    }
}

}  // namespace

PAIR(sleep_too_deep) { run(main()); }
