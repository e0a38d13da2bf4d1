#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void forgotten(const Queue<std::string>& queue, const Event& event) {
    static_cast<void>(queue.get());
    static_cast<void>(queue.put("lost"));
    static_cast<void>(event.wait());
    static_cast<void>(sleep(1s));
}

template <class Waiting>
Coro<void> twice(Waiting waiting) {
    print(co_await std::move(waiting));
    try {
        // NOLINTNEXTLINE(bugprone-use-after-move): that is what is tried
        co_await std::move(waiting);
    } catch (const RuntimeError& error) {
        print(error.what());
    }
}

Coro<void> main() {
    const Queue<std::string> queue;
    const Event event;
    forgotten(queue, event);
    print(queue.qsize());

    // Made a task, given to wait_for and gather, kept and awaited later.
    const Task<std::string> get = create_task(queue.get());
    co_await sleep(1s);
    auto put = queue.put("kept");
    print(queue.qsize());
    co_await std::move(put);
    print(co_await get);
    try {
        co_await wait_for(queue.get(), 1s);
    } catch (const TimeoutError&) {
        print("timeout");
    }
    std::vector<Coro<std::string>> gets;
    gets.push_back(queue.get());
    gets.push_back(queue.get());
    const auto waits = gather(std::move(gets));
    const Task<bool> waiting = create_task(event.wait());
    co_await sleep(1s);
    event.set();
    co_await queue.put("gathered");
    co_await queue.put("both");
    print(co_await waits);
    print(co_await waiting);

    // A coroutine is awaited once.
    queue.put_nowait("once");
    co_await twice(queue.get());
    co_await twice(event.wait());
}

}  // namespace

PAIR(wait_as_coroutine) { run(main()); }
