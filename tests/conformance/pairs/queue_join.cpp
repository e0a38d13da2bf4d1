#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Queue<int> queue) {
    while (true) {
        const int item = co_await queue.get();
        co_await sleep(item * 1s);
        print(name, "did", item);
        queue.task_done();
    }
}

Coro<void> main() {
    Queue<int> queue;
    co_await queue.join();
    print("nothing to wait for");
    for (const int item : {3, 1, 2}) {
        queue.put_nowait(item);
    }
    std::vector<Task<void>> workers;
    for (const char* name : {"a", "b"}) {
        workers.push_back(create_task(worker(name, queue)));
    }
    co_await queue.join();
    print("all done");
    for (const Task<void>& task : workers) {
        task.cancel();
    }
    const auto results = co_await gather(workers, return_exceptions);
    print(results);
    try {
        queue.task_done();
    } catch (const ValueError& error) {
        print(error.repr());
    }
}

}  // namespace

PAIR(queue_join) { run(main()); }
