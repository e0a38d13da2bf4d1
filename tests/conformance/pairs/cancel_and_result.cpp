#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> waits(std::string name, Future<std::string> future) {
    try {
        const std::string result = co_await future;
        print(name, result);
    } catch (const CancelledError&) {
        print(name, "cancelled: the result is lost");
        throw;
    }
}

Coro<void> main() {
    const auto future = get_running_loop().create_future<std::string>();
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b"}) {
        tasks.push_back(create_task(waits(name, future)));
    }
    co_await sleep(1s);
    future.set_result("result");
    const bool task_cancelled = tasks[0].cancel();
    const bool future_cancelled = future.cancel();
    print(task_cancelled, future_cancelled, future.done());
    co_await wait(tasks);
    std::vector<bool> cancelled;
    for (const Task<void>& task : tasks) {
        cancelled.push_back(task.cancelled());
    }
    print(cancelled);
    const auto task = create_task(waits("c", future));
    co_await sleep(0s);
    const bool late = task.cancel();
    print("too late", late, task.result());
}

}  // namespace

PAIR(cancel_and_result) { run(main()); }
