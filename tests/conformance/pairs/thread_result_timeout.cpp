#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int x) {
    co_await sleep(x * 1s);
    print("the task was not stopped");
    co_return x;
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_result_timeout) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(work(3), loop);
    try {
        future.result(1s);
    } catch (const TimeoutError&) {
        print("not yet", future.done());
    }
    try {
        future.exception(0s);
    } catch (const TimeoutError&) {
        print("still not");
    }
    const int result = future.result(5s);
    print(result, future.exception() == nullptr);
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
