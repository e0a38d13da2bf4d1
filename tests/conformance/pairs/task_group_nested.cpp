#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(int seconds, std::string name) {
    co_await sleep(seconds * 1s);
    throw ValueError{name};
}

Coro<void> slow(std::string name) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> main() {
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup outer) -> Coro<void> {
            outer.create_task(slow("outer child"));
            co_await async_with(TaskGroup{}, [&](TaskGroup inner) {
                inner.create_task(slow("inner child"));
                inner.create_task(fails(1, "inner"));
            });
        });
    } catch (const ExceptionGroup& error) {
        print(error.repr());
    }
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup outer) -> Coro<void> {
            outer.create_task(fails(1, "outer"));
            co_await async_with(TaskGroup{},
                                [&](TaskGroup inner) { inner.create_task(slow("inner child")); });
        });
    } catch (const ExceptionGroup& error) {
        print(error.repr());
    }
    print(current_task()->cancelling());
}

}  // namespace

PAIR(task_group_nested) { run(main()); }
