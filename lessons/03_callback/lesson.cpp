#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:5
    co_await sleep(200ms);  //| sleep=blocking: time_sleep(200ms);  // py:6
    print("waited", x);  // py:7
    co_return x;  // py:8
}

void callback(int n, Task<int> future) {  // py:11
    print("callback", n, "gets", future.result());  // py:12
    print("the future is", future.get_name());  // py:13
}

void program() {
    EventLoop& loop = new_event_loop();  // py:16
    Task<int> task = loop.create_task(work(10));  // py:17
    task.add_done_callback(partial<callback>(7));  // py:18
    loop.run_until_complete(task);  // py:19
    print("the task was", task.get_name());  // py:20
    loop.close();  // py:21
}
