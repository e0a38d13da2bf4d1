#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:4
    co_await sleep(200ms);  //| sleep=blocking: time_sleep(200ms);  // py:5
    print("waited", x);  // py:6
    co_return x;  // py:7
}

void program() {
    EventLoop& loop = new_event_loop();  // py:10
    Task<int> task = loop.create_task(work(10));  // py:11
    print("done?", task.done());  // py:12
    int result = loop.run_until_complete(task);  // py:13
    print("done?", task.done());  // py:14
    print("result:", result);  // py:15
    loop.close();  // py:16
}
