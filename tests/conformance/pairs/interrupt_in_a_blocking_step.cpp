#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> blocks() {
    const Finally finally{[] { print("blocks ends"); }};
    time_sleep(10s);
    print("after the blocking sleep");
    co_return;
}

Coro<void> other() {
    print("other is queued behind, and runs later");
    co_return;
}

void run_until(EventLoop& loop, Task<void> task) {
    try {
        loop.run_until_complete(task);
    } catch (const KeyboardInterrupt& error) {
        print(error.repr(), task.done());
    }
}

}  // namespace

PAIR(interrupt_in_a_blocking_step) {
    EventLoop& loop = new_event_loop();
    const auto first = loop.create_task(blocks());
    const auto second = loop.create_task(other());
    run_until(loop, first);
    print(first.exception());
    run_until(loop, second);
    loop.close();
}
