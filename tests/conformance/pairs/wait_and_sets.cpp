#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    co_return seconds;
}

Coro<void> main() {
    std::vector<Task<int>> tasks;
    for (const int seconds : {2, 1, 3}) {
        tasks.push_back(create_task(work(seconds)));
    }
    {
        const std::vector<Task<int>> reversed{tasks.rbegin(), tasks.rend()};
        auto [done, pending] = co_await wait(reversed, {.timeout = 2s});
        std::vector<int> results;
        for (const Task<int>& task : done) {
            results.push_back(task.result());
        }
        print(done.size(), pending.size(), results);
    }
    {
        auto [done, pending] =
            co_await wait(list_of(tasks[2], tasks[0], tasks[2]), {.timeout = 0s});
        print(done.size(), pending.size());
    }
    const auto waiter = create_task(wait(tasks));
    co_await sleep(500ms);
    waiter.cancel();
    co_await sleep(0s);
    print("only the waiter:", waiter.cancelled(), tasks[2].cancelled());
    auto [done, pending] = co_await wait(tasks, {.return_when = ReturnWhen::first_exception});
    print(done.size(), pending.size());
    try {
        co_await wait(std::vector<Task<int>>{});
    } catch (const ValueError& error) {
        print(error.repr());
    }
}

}  // namespace

PAIR(wait_and_sets) { run(main()); }
