#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> getter(std::string name, Queue<std::string> queue) {
    try {
        const std::string item = co_await queue.get();
        print(name, "got", item);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> putter(std::string name, Queue<std::string> queue) {
    co_await queue.put(name);
    print(name, "put");
}

Coro<void> thief(Queue<std::string> queue) {
    // Between the waking of who waits and its step.
    queue.put_nowait("bait");
    print("stolen", queue.get_nowait());
    co_return;
}

Coro<void> main() {
    Queue<std::string> queue{1};
    std::vector<Task<void>> getters;
    for (const char* name : {"a", "b", "c"}) {
        getters.push_back(create_task(getter(name, queue)));
    }
    co_await sleep(1s);
    // Each time the first is woken for nothing, and is the last of the row afterwards.
    co_await thief(queue);
    co_await sleep(1s);
    co_await thief(queue);
    getters[2].cancel();
    co_await sleep(1s);
    for (int item = 1; item <= 2; ++item) {
        co_await queue.put(std::to_string(item));
    }
    co_await wait(getters);

    queue.put_nowait("full");
    std::vector<Task<void>> putters;
    for (const char* name : {"d", "e"}) {
        putters.push_back(create_task(putter(name, queue)));
    }
    co_await sleep(1s);
    print("a person ends e's wait here, where it stands: it is faster than d, who is woken next");
    print(queue.get_nowait());
    co_await sleep(1s);
    print(queue.get_nowait());
    queue.put_nowait("again full");
    co_await sleep(1s);
    for (int i = 0; i < 2; ++i) {
        print(co_await queue.get());
    }
    co_await wait(putters);

    // A person ends x's wait meanwhile: for nothing.
    std::vector<Task<void>> touched;
    for (const char* name : {"x", "y"}) {
        touched.push_back(create_task(getter(name, queue)));
    }
    co_await sleep(2s);
    co_await queue.put("for y");
    co_await queue.put("for x");
    co_await wait(touched);

    // Woken for nothing, and cancelled in the same iteration.
    std::vector<Task<void>> last;
    last.push_back(create_task(getter("f", queue)));
    co_await sleep(1s);
    co_await thief(queue);
    last[0].cancel();
    co_await wait(last);

    // Destroyed while it waits for the second time.
    create_task(getter("g", queue));
    co_await sleep(1s);
    co_await thief(queue);
    co_await sleep(1s);
}

}  // namespace

PAIR(queue_stolen) { run(main()); }
