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

PAIR(thread_person_cancels_across) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    std::vector<ConcurrentFuture<int>> futures;
    for (const int x : {2, 3}) {
        futures.push_back(run_coroutine_threadsafe(work(x), loop));
    }
    for (const auto& future : futures) {
        try {
            print(future.result());
        } catch (const FutureCancelledError&) {
            print("cancelled");
        }
    }
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
