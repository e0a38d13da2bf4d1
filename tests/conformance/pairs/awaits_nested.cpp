#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> nested(int depth) {
    if (depth > 0) {
        co_return 1 + co_await nested(depth - 1);
    }
    co_await sleep(1s);
    co_return 0;
}

Coro<void> main() {
    const int result = co_await nested(500);
    print(result);
}

}  // namespace

PAIR(awaits_nested) { run(main()); }
