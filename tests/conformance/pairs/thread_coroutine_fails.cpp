#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails() {
    co_await sleep(1s);
    throw ValueError{"boom"};
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_coroutine_fails) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(fails(), loop);
    try {
        future.result();
    } catch (const ValueError& error) {
        print("got", error.message());
    }
    print(future.exception());
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
