#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work(TaskGroup group, int depth) {
    co_await sleep(1s);
    print("depth", depth);
    if (depth < 3) {
        group.create_task(work(group, depth + 1));
    } else {
        throw ValueError{"too deep"};
    }
}

std::string refused(TaskGroup group) {
    try {
        group.create_task(work(group, 0));
    } catch (const RuntimeError& error) {
        return error.message();
    }
    return {};
}

Coro<void> late(TaskGroup group) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print(refused(group));
        throw;
    }
}

Coro<void> main() {
    TaskGroup group;
    try {
        co_await async_with(group, [&](TaskGroup) {
            group.create_task(work(group, 1));
            group.create_task(late(group));
        });
    } catch (const ExceptionGroup& error) {
        print(error.repr());
    }
    print(refused(group));
    print(refused(TaskGroup{}));
    try {
        co_await async_with(group, [&](TaskGroup) { print("never printed"); });
    } catch (const RuntimeError&) {
        print("not twice");
    }
}

}  // namespace

PAIR(task_group_grows) { run(main()); }
