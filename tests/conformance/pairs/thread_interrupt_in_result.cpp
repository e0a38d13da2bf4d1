#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int x) {
    co_await sleep(x * 1s);
    co_return x;
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_interrupt_in_result) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(work(3), loop);
    try {
        print(future.result());
    } catch (const KeyboardInterrupt&) {
        print("interrupted", future.done());
    }
    print(future.result());
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
