#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> getter(std::string name, Queue<int> queue) {
    try {
        const int item = co_await queue.get();
        print(name, "got", item);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> main() {
    Queue<int> queue;
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c"}) {
        tasks.push_back(create_task(getter(name, queue)));
    }
    co_await sleep(1s);
    tasks[0].cancel();
    queue.put_nowait(1);
    tasks[1].cancel();
    co_await wait(tasks);
    std::vector<bool> cancelled;
    for (const Task<void>& task : tasks) {
        cancelled.push_back(task.cancelled());
    }
    print(cancelled, queue.qsize());
}

}  // namespace

PAIR(queue_get_cancelled) { run(main()); }
