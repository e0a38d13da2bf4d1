#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work(std::string name) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print(name, "is cancelled");
        throw;
    }
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_cancel_from_outside) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(work("first"), loop);
    time_sleep(1s);
    const bool first = future.cancel();
    const bool second = future.cancel();
    print(first, second, future.cancelled(), future.done());
    try {
        future.result();
    } catch (const FutureCancelledError&) {
        print("no result");
    }
    const auto early = run_coroutine_threadsafe(work("early"), loop);
    print(early.cancel());
    time_sleep(1s);
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
