#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> sleeper() { co_await sleep(10s); }

Coro<void> canceller() {
    co_await sleep(1s);
    std::vector<TaskBase*> others = all_tasks();
    std::erase(others, current_task());
    for (TaskBase* task : others) {
        print(task->future().cancel());
    }
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_cancel_from_inside) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(sleeper(), loop);
    run_coroutine_threadsafe(canceller(), loop);
    try {
        future.result();
    } catch (const FutureCancelledError&) {
        print("cancelled by its own loop", future.cancelled());
    }
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
