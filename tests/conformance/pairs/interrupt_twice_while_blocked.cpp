#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> blocks() {
    time_sleep(1s);
    co_return 7;
}

Coro<void> main() { print(co_await wait_for(blocks(), 3s)); }

}  // namespace

PAIR(interrupt_twice_while_blocked) {
    try {
        run(main());
    } catch (const KeyboardInterrupt& error) {
        print(error.repr());
    }
}
