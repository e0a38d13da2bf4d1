#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> main() {
    try {
        co_await sleep(10s);
        co_return;
    } catch (const CancelledError&) {
        print("cleaning up");
    }
    co_await sleep(10s);
    print("never printed");
}

}  // namespace

PAIR(interrupt_twice) {
    try {
        run(main());
    } catch (const KeyboardInterrupt& error) {
        print(error.repr());
    }
}
