#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:6
    co_await sleep(x * 1s);  //| sleep=blocking: time_sleep(x * 1s);  // py:7
    print("waited", x);  // py:8
    co_return x;  // py:9
}

Coro<void> stop_last() {  // py:12
    std::vector<TaskBase*> others = all_tasks();  // py:13
    std::erase(others, current_task());
    co_await gather(others, return_exceptions);  // py:14
    co_await sleep(0s);  // the results go first  // py:15
    get_running_loop().stop();  // py:16
}

void start_loop(EventLoop* loop) {  // py:19
    loop->run_forever();  // py:21
}

void program() {
    EventLoop& loop = new_event_loop();  // py:24
    Thread thread{partial<start_loop>(&loop)};  // py:25
    thread.start();  // py:26
    std::vector<ConcurrentFuture<int>> futures;
    for (int x : {3, 5}) {
        futures.push_back(run_coroutine_threadsafe(work(x), loop));  // py:27
    }
    run_coroutine_threadsafe(stop_last(), loop);  // py:28
    print("the main thread is free");  // py:29
    std::vector<int> results;
    for (const auto& future : futures) results.push_back(future.result());  // py:30
    print("results:", results);  // py:30
    thread.join();  // py:31
    loop.close();  // py:32
}
