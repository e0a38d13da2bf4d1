#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> leftover() {
    const Finally finally{[] { print("over"); }};
    time_sleep(2s);
    print("slept");
    co_return;
}

Coro<void> main() {
    create_task(leftover());
    co_return;
}

}  // namespace

PAIR(interrupt_blocked_after_main) {
    try {
        run(main());
    } catch (const KeyboardInterrupt&) {
        print("interrupted");
    }
}
