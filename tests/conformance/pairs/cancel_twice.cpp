#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work() {
    try {
        co_await sleep(10s);
    } catch (const CancelledError& error) {
        print("first", error.repr(), current_task()->cancelling());
    }
    try {
        co_await sleep(10s);
    } catch (const CancelledError& error) {
        print("second", error.repr(), current_task()->cancelling());
        throw;
    }
}

Coro<void> main() {
    const auto task = create_task(work());
    co_await sleep(1s);
    const bool first = task.cancel("a");
    const bool second = task.cancel("b");
    print(first, second, task.cancelling());
    co_await sleep(1s);
    print(task.cancel("c"));
    try {
        co_await task;
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    const bool again = task.cancel();
    print(again, task.cancelled(), task.cancelling());
}

}  // namespace

PAIR(cancel_twice) { run(main()); }
