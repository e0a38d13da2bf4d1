#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

void thread_work(int x) {  // py:6
    time_sleep(x * 1s);  // py:7
    print("thread", x, "on", current_thread_name());  // py:8
}

Coro<void> work(int x) {  // py:11
    co_await sleep(x * 1s);  //| sleep=blocking: time_sleep(x * 1s);  // py:12
    print("coroutine", x, "on", current_thread_name());  // py:13
    co_return;
}

Coro<void> main() {  // py:16
    std::vector<Coro<void>> workers;
    for (int x : {3, 2, 1}) workers.push_back(work(x));  // py:17
    co_await gather(std::move(workers));  // py:17
}

void program() {
    std::vector<Thread> threads;
    for (int x : {3, 2, 1}) threads.push_back(Thread{partial<thread_work>(x)});  // py:20
    for (Thread& thread : threads) {  // py:21
        thread.start();  // py:22
    }
    for (Thread& thread : threads) {  // py:23
        thread.join();  // py:24
    }
    Coro<void> coroutine = main();  // py:26
    print("made a coroutine, ran nothing");  // py:27
    run(std::move(coroutine));  // py:28
}
