#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

struct Finally {
    ~Finally() { print("nor this"); }
};

Coro<void> victim() {
    const Finally finally;
    print("never printed");
    co_return;
}

Coro<void> main() {
    const Task<void> task = create_task(victim());
    print(task.cancel());
    try {
        co_await task;
    } catch (const CancelledError&) {
        print("cancelled", task.cancelled());
    }
}

}  // namespace

PAIR(cancel_before_first_step) {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    loop.close();
}
