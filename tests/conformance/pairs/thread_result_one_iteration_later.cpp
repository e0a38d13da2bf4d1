#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void print_in_loop(const std::string& text) { print(text); }

Coro<std::string> work(EventLoop& loop) {
    co_await sleep(1s);
    loop.call_soon(partial<print_in_loop>("one iteration after the step"));
    co_return "result";
}

void told(const ConcurrentFuture<std::string>& future) { print("told", future.result()); }

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_result_one_iteration_later) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto future = run_coroutine_threadsafe(work(loop), loop);
    future.add_done_callback(told);
    print(future.done(), future.running(), future.cancelled());
    print(future.result());
    print(future.done(), future.running(), future.cancelled());
    future.add_done_callback(told);
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
