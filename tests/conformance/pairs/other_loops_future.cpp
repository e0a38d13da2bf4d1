#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> main(EventLoop& other) {
    const auto future = other.create_future<int>();
    const auto own = get_running_loop().create_future<int>();
    try {
        gather(list_of(own, future));
    } catch (const ValueError& error) {
        print("gather", error.repr());
    }
    try {
        co_await wait_for(future, 1s);
    } catch (const ValueError& error) {
        print("wait_for", error.repr());
    }
    co_await sleep(2s);
}

Coro<void> locks(Lock lock) {
    co_await lock.acquire();
    try {
        co_await async_with(timeout(1s), [&](Timeout) -> Coro<void> { co_await lock.acquire(); });
    } catch (const TimeoutError&) {
        print("locked");
    } catch (const RuntimeError& error) {
        print(error.message().find("is bound to a different event loop") != std::string::npos);
    }
}

void program(Lock lock) {
    EventLoop& other = new_event_loop();
    run(main(other));
    other.run_until_complete(locks(lock));
    other.close();
    lock.release();
    run(locks(lock));
}

}  // namespace

PAIR(other_loops_future) { program(Lock{}); }
