#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    print("worked", seconds);
    co_return seconds;
}

Coro<void> main() {
    std::vector<Task<int>> tasks;
    for (const int seconds : {1, 2, 3}) {
        tasks.push_back(create_task(work(seconds)));
    }
    const auto gathered = gather(tasks);
    tasks[1].cancel();
    try {
        co_await gathered;
    } catch (const CancelledError&) {
        print("a child's cancellation", gathered.cancelled(), current_task()->cancelling());
    }
    co_await wait(tasks);
    const auto all = gather(tasks, return_exceptions);
    const auto results = co_await all;
    print(results);
    const bool cancelled = all.cancel();
    print(cancelled, all.done());
    const auto task = create_task(work(1));
    const auto thrice = co_await gather(list_of(task, tasks[0], task));
    print(thrice);
    const auto none = co_await gather(std::vector<Task<int>>{});
    print(none);
}

}  // namespace

PAIR(gather_child_cancelled) { run(main()); }
