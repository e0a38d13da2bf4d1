#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int x) {
    co_await sleep(x * 1s);
    if (x == 2) {
        throw ValueError{"two"};
    }
    co_return x;
}

Coro<void> main() {
    std::vector<Task<int>> tasks;
    for (const int x : {3, 1, 2}) {
        tasks.push_back(create_task(work(x)));
    }
    {
        auto [done, pending] = co_await wait(tasks, {.return_when = ReturnWhen::first_completed});
        print(done.size(), pending.size(), done[0] == tasks[1]);
    }
    {
        auto [done, pending] = co_await wait(tasks, {.timeout = 500ms});
        print(done.size(), pending.size());
    }
    {
        auto [done, pending] = co_await wait(tasks, {.return_when = ReturnWhen::first_exception});
        print(done.size(), pending.size());
    }
    auto [done, pending] = co_await wait(tasks);
    print(done.size(), pending.size());
    print(repr(tasks[2].exception()));
}

}  // namespace

PAIR(wait_modes) { run(main()); }
