#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    Timeout deadline = timeout(2s);
    try {
        co_await async_with(deadline, [&](Timeout entered) -> Coro<void> {
            print(entered.when(), entered.expired());
            co_await sleep(5s);
            print("never printed");
        });
    } catch (const TimeoutError& error) {
        print(error.repr(), deadline.expired(), loop.time());
    }
    print(current_task()->cancelling());
    deadline = timeout(2s);
    co_await async_with(deadline, [&](Timeout) -> Coro<void> {
        co_await sleep(1s);
        print("in time");
    });
    print(deadline.expired());
    co_await async_with(timeout(std::nullopt), [&](Timeout endless) -> Coro<void> {
        co_await sleep(100s);
        print(endless.when());
    });
}

}  // namespace

PAIR(timeout_expires) { run(main()); }
