#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> work() {
    try {
        co_await async_with(timeout(2s), [&](Timeout) -> Coro<void> { co_await sleep(5s); });
    } catch (const TimeoutError&) {
        print("timed out", current_task()->cancelling());
    } catch (const CancelledError&) {
        print("cancelled", current_task()->cancelling());
        throw;
    }
}

/// Python's bound method task.cancel.
struct Cancel {
    Task<void> task;
    void operator()() const { task.cancel(); }
    [[nodiscard]] static std::string label() { return "cancel"; }
};

Coro<void> main() {
    for (const auto seconds : {1s, 2s}) {
        const auto task = create_task(work());
        co_await sleep(0s);
        co_await sleep(seconds);
        print(task.cancel());
        co_await wait(list_of(task));
        print(task.cancelled());
    }
    const auto task = create_task(work());
    get_running_loop().call_later(2s, Cancel{task});
    co_await wait(list_of(task));
    print(task.cancelled());
}

}  // namespace

PAIR(timeout_and_outside_cancel) { run(main()); }
