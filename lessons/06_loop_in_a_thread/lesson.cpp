#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

void job(int x) {  // py:6
    time_sleep(x * 1s);  // py:7
    print("waited", x);  // py:8
}

void start_loop(EventLoop* loop) {  // py:11
    loop->run_forever();  // py:13
}

void program() {
    EventLoop& loop = new_event_loop();  // py:16
    Thread thread{partial<start_loop>(&loop)};  // py:17
    thread.start();  // py:18
    loop.call_soon_threadsafe(partial<job>(3));  //| handover=plain: loop.call_soon(partial<job>(3));  // py:19
    print("the main thread is free");  // py:20
    time_sleep(1s);  // it does its own work  // py:21
    loop.call_soon_threadsafe(partial<job>(5));  // py:22
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));  // py:23
    thread.join();  // py:24
    loop.close();  // py:25
}
