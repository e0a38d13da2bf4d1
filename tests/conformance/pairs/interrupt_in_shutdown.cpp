#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> slow() {
    try {
        co_await sleep(10s);
        co_return;
    } catch (const CancelledError&) {
        print("slow clean-up");
    }
    co_await sleep(10s);
    print("never printed");
}

Coro<void> main() {
    create_task(slow());
    co_await sleep(1s);
    throw ValueError{"main fails"};
}

}  // namespace

PAIR(interrupt_in_shutdown) {
    try {
        run(main());
    } catch (const KeyboardInterrupt& error) {
        print(error.repr());
    }
}
