#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(std::string name, bool cleanup = false) {
    try {
        co_await sleep(!cleanup ? 1s : 10s);
    } catch (const CancelledError&) {
        print(name, "fails while it is cancelled");
        throw TypeError{name};
    }
    throw ValueError{name};
}

Coro<void> main() {
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup group) {
            group.create_task(fails("a"));
            group.create_task(fails("b"));
            group.create_task(fails("c", true));
        });
    } catch (const ExceptionGroup& group) {
        print(group.group_message(), group.exceptions().size());
        print(group.message());
        print(group.repr());
    }
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup group) -> Coro<void> {
            group.create_task(fails("d"));
            co_await sleep(0s);
            throw RuntimeError{"in the block"};
        });
    } catch (const ExceptionGroup& group) {
        print(group.repr());
    }
}

}  // namespace

PAIR(task_group_several_fail) { run(main()); }
