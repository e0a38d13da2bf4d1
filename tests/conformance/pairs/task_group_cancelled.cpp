#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> work(std::string name) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> parent(bool in_block) {
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup group) -> Coro<void> {
            group.create_task(work("a"));
            group.create_task(work("b"));
            if (in_block) {
                co_await sleep(10s);
            }
        });
    } catch (const CancelledError& error) {
        print("parent", error.repr(), current_task()->cancelling());
        throw;
    }
}

Coro<void> main() {
    for (const bool in_block : {true, false}) {
        const auto task = create_task(parent(in_block));
        co_await sleep(1s);
        print(task.cancel("outside"));
        co_await wait(list_of(task));
        print(task.cancelled());
    }
}

}  // namespace

PAIR(task_group_cancelled) { run(main()); }
