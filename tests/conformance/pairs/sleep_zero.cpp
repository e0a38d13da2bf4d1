#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<std::string> patient() {
    bool again = false;
    try {
        co_await sleep(0s);
    } catch (const CancelledError& error) {
        print("cancelled in it", error.repr());
        again = true;
    }
    if (again) {
        co_await sleep(0s);
        print("and slept again");
    }
    co_return "patient";
}

Coro<void> sleeps(std::string name, int times) {
    for (int i = 0; i < times; ++i) {
        co_await sleep(0s);
        print(name, i);
    }
}

Coro<void> main() {
    (void)sleep(0s);
    print("dropped at once");
    auto kept = sleep(0s);
    const auto other = create_task(sleeps("other", 3));
    co_await sleep(-1s);
    print("between");
    co_await std::move(kept);
    print("awaited later");
    try {
        // NOLINTNEXTLINE(bugprone-use-after-move): what awaiting it twice throws is the question
        co_await std::move(kept);
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    const auto task = create_task(sleep(0s));
    co_await task;
    print(task.done());
    co_await gather(list_of<Coro<void>>(sleep(0s), sleeps("gathered", 2), sleep(0s)));
    co_await wait_for(sleep(0s), 1s);
    print("in time");
    (void)create_task(sleep(0s)).cancel();
    const auto victim = create_task(patient());
    co_await sleep(0s);
    victim.cancel("now");
    print(co_await victim);
    co_await other;
}

}  // namespace

PAIR(sleep_zero) { run(main()); }
