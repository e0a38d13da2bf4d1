#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> putter(std::string item, Queue<std::string> queue) {
    co_await queue.put(item);
    print("put", item);
}

Coro<void> main() {
    Queue<std::string> queue{1};
    queue.put_nowait("full");
    std::vector<Task<void>> tasks;
    for (const char* item : {"a", "b", "c"}) {
        tasks.push_back(create_task(putter(item, queue)));
    }
    co_await sleep(1s);
    print(queue.get_nowait());
    const bool first = tasks[0].cancel();
    const bool third = tasks[2].cancel();
    print(first, third);
    co_await wait(tasks);
    const std::string item = queue.get_nowait();
    print(item, queue.qsize());
}

}  // namespace

PAIR(queue_put_cancelled) { run(main()); }
