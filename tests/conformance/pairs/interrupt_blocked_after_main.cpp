#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> leftover() {
    try {
        time_sleep(2s);
        print("slept");
    } catch (const KeyboardInterrupt&) {
        print("broken off");
    }
    co_return;
}

Coro<void> main() {
    create_task(leftover());
    co_return;
}

}  // namespace

PAIR(interrupt_blocked_after_main) { run(main()); }
