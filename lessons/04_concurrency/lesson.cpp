#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:4
    co_await sleep(x * 100ms);  //| sleep=blocking: time_sleep(x * 100ms);  // py:5
    print("waited", x);  // py:6
    co_return x;  // py:7
}

Coro<std::vector<int>> main() {  // py:10
    std::vector<Task<int>> tasks;
    for (int x : {3, 2, 1}) {
        tasks.push_back(create_task(work(x)));  // py:11
    }
    auto [done, pending] = co_await wait(tasks);  //| collect=gather: std::vector<int> results = co_await gather(tasks);  // py:12
    print("done:", done.size(), "pending:", pending.size());  //| collect=gather: print("results:", results.size());  // py:13
    std::vector<int> values;  //| collect=gather:
    for (const Task<int>& task : done) values.push_back(task.result());  //| collect=gather: const std::vector<int>& values = results;
    co_return values;  // py:14
}

void program() {
    EventLoop& loop = new_event_loop();  // py:17
    Task<std::vector<int>> task = loop.create_task(main());  // py:18
    print(loop.run_until_complete(task));  // py:19
    loop.close();  // py:20
}
