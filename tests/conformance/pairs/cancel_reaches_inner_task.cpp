#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> inner() {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print("inner cancelled", current_task()->cancelling());
        throw;
    }
}

Coro<void> outer(Task<void> task) {
    try {
        co_await task;
    } catch (const CancelledError&) {
        print("outer cancelled", current_task()->cancelling());
        throw;
    }
}

Coro<void> main() {
    const auto task = create_task(inner());
    std::vector<Task<void>> waiters;
    for (int i = 0; i < 2; ++i) {
        waiters.push_back(create_task(outer(task)));
    }
    co_await sleep(1s);
    print(waiters[0].cancel("deep"));
    co_await wait(waiters);
    std::vector<bool> cancelled;
    for (const Task<void>& waiter : waiters) {
        cancelled.push_back(waiter.cancelled());
    }
    print(task.cancelled(), cancelled);
}

}  // namespace

PAIR(cancel_reaches_inner_task) { run(main()); }
