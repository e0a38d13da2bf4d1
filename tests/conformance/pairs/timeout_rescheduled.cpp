#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    try {
        co_await async_with(timeout(10s), [&](Timeout deadline) -> Coro<void> {
            co_await sleep(1s);
            deadline.reschedule(loop.time() + 2s);
            print(deadline.when());
            co_await sleep(5s);
        });
    } catch (const TimeoutError&) {
        print("at", loop.time());
    }
    Timeout deadline = timeout(1s);
    co_await async_with(deadline, [&](Timeout) -> Coro<void> {
        deadline.reschedule(std::nullopt);
        co_await sleep(5s);
    });
    print("no timeout", deadline.when());
    try {
        co_await async_with(timeout_at(loop.time() + 1s), [&](Timeout soon) -> Coro<void> {
            soon.reschedule(loop.time() - 1s);
            print("the past:", soon.expired());
            co_await sleep(0s);
            print("one iteration later");
            co_await sleep(5s);
        });
    } catch (const TimeoutError&) {
        print("at", loop.time());
    }
}

}  // namespace

PAIR(timeout_rescheduled) { run(main()); }
