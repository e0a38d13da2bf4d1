#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work() {
    co_await sleep(3s);
    print("worked");
    co_return "result";
}

Coro<void> waits(Task<std::string> task) {
    try {
        co_await shield(task);
    } catch (const CancelledError&) {
        print("I am cancelled, the work is not:", task.done());
        throw;
    }
}

Coro<void> main() {
    const auto task = create_task(work());
    const auto waiter = create_task(waits(task));
    co_await sleep(1s);
    print(waiter.cancel());
    co_await wait(list_of(waiter));
    print(waiter.cancelled());
    const std::string first = co_await shield(task);
    print(first);
    const std::string second = co_await shield(task);
    print(second, "at once, for it is done");
}

}  // namespace

PAIR(shield_outer_cancelled) { run(main()); }
