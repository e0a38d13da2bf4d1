#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> down(int depth) {
    if (depth > 0) {
        co_await down(depth - 1);
    } else {
        co_await sleep(1ms);
    }
}

Coro<void> main() {
    for (int depth = 975; depth < 995; ++depth) {
        try {
            co_await down(depth);
            print(depth, "slept");
        } catch (const RecursionError&) {
            print(depth, "too deep");
        }
    }
}

}  // namespace

PAIR(sleep_timed_too_deep) { run(main()); }
