#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work(std::string name, int seconds, bool fails = false) {
    co_await sleep(seconds * 1s);
    print(name);
    if (fails) {
        throw ValueError{name};
    }
    co_return name;
}

Coro<void> main() {
    std::vector<Task<std::string>> tasks{create_task(work("a", 1)), create_task(work("b", 1)),
                                         create_task(work("c", 2))};
    {
        auto [done, pending] = co_await wait(tasks, {.return_when = ReturnWhen::first_completed});
        print(done.size(), pending.size());
    }
    {
        auto [done, pending] = co_await wait(tasks, {.timeout = 1s});
        print(done.size(), pending.size());
    }
    tasks = {create_task(work("d", 1)), create_task(work("e", 2, true)), create_task(work("f", 3))};
    tasks[0].cancel();
    {
        auto [done, pending] = co_await wait(tasks, {.return_when = ReturnWhen::first_exception});
        std::vector<bool> cancelled;
        for (const Task<std::string>& task : tasks) {
            cancelled.push_back(task.cancelled());
        }
        print(done.size(), pending.size(), cancelled);
    }
    try {
        co_await gather(tasks);
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    co_await wait(tasks);
}

}  // namespace

PAIR(wait_first_at_one_instant) { run(main()); }
