#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> ticks() {
    for (int tick = 0; tick < 40; ++tick) {
        print("tick", tick);
        co_await sleep(0s);
    }
}

Coro<std::string> nothing() { co_return "nothing"; }

Coro<void> main() {
    const auto task = create_task(ticks());
    co_await sleep(0s);
    const auto of_task = co_await create_task(nothing());
    print("a task", of_task);
    const auto gathered = co_await gather(list_of(nothing(), nothing()));
    print("gather", gathered);
    const auto shielded = co_await shield(nothing());
    print("shield", shielded);
    const auto waited_for = co_await wait_for(nothing(), 1s);
    print("wait_for", waited_for);
    co_await wait(list_of(create_task(nothing())));
    print("wait", 2);
    co_await async_with(TaskGroup{}, [&](TaskGroup group) { group.create_task(nothing()); });
    print("TaskGroup");
    co_await async_with(timeout(1s), [&](Timeout) -> Coro<void> {
        const auto result = co_await nothing();
        print("timeout", result);
    });
    task.cancel();
}

}  // namespace

PAIR(yields_counted) { run(main()); }
