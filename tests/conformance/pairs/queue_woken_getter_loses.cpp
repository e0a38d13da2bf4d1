#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> getter(std::string name, Queue<std::string> queue) {
    const std::string item = co_await queue.get();
    print(name, "got", item);
}

Coro<void> main() {
    Queue<std::string> queue;
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b"}) {
        tasks.push_back(create_task(getter(name, queue)));
    }
    co_await sleep(1s);
    queue.put_nowait("first");
    print("I take it myself:", queue.get_nowait());
    co_await sleep(1s);
    queue.put_nowait("second");
    co_await sleep(1s);
    queue.put_nowait("third");
    co_await wait(tasks);
}

}  // namespace

PAIR(queue_woken_getter_loses) { run(main()); }
