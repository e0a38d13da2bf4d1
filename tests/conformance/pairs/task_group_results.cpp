#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    print("worked", seconds);
    co_return seconds;
}

Coro<void> main() {
    Task<int> first;
    Task<int> second;
    co_await async_with(TaskGroup{}, [&](TaskGroup group) {
        first = group.create_task(work(2), "slow");
        second = group.create_task(work(1));
        print("the block ends");
    });
    print(first.result(), second.result(), first.get_name());
    co_await async_with(TaskGroup{}, [&](TaskGroup) { print("an empty group"); });
    print("does not yield");
}

}  // namespace

PAIR(task_group_results) { run(main()); }
