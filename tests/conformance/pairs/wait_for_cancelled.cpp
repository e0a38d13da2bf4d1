#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> work() {
    std::exception_ptr error;
    try {
        co_await sleep(10s);
    } catch (...) {
        error = std::current_exception();
    }
    print("cleaning up");
    co_await sleep(2s);
    print("clean");
    std::rethrow_exception(error);
}

Coro<void> waits() {
    try {
        co_await wait_for(work(), 5s);
    } catch (const CancelledError& error) {
        print("outer", error.repr());
        throw;
    }
}

Coro<void> main() {
    const auto task = create_task(waits());
    co_await sleep(1s);
    print(task.cancel("from outside"));
    co_await wait(list_of(task));
    print(task.cancelled(), get_running_loop().time());
    const auto again = create_task(waits());
    co_await sleep(1s);
    again.cancel();
    co_await sleep(1s);
    print("cancelled in the clean-up", again.cancel());
    co_await wait(list_of(again));
    print(again.cancelled());
}

}  // namespace

PAIR(wait_for_cancelled) { run(main()); }
