#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> getter(std::string name, Queue<int> queue) {
    const int item = co_await queue.get();
    print(name, "got", item);
}

Coro<void> main() {
    Queue<int> queue;
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c"}) {
        tasks.push_back(create_task(getter(name, queue)));
    }
    co_await sleep(1s);
    for (const int item : {1, 2, 3}) {
        queue.put_nowait(item);
    }
    co_await wait(tasks);
}

}  // namespace

PAIR(queue_fairness) { run(main()); }
