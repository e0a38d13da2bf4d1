#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> down(int depth) {
    if (depth > 0) {
        co_await down(depth - 1);
    } else {
        co_await sleep(0s);
    }
}

Coro<void> main() {
    for (int depth = 980; depth < 995; ++depth) {
        try {
            co_await down(depth);
            print(depth, "slept");
        } catch (const RecursionError& error) {
            print(depth, error.repr());
        }
    }
}

}  // namespace

PAIR(sleep_zero_too_deep) { run(main()); }
