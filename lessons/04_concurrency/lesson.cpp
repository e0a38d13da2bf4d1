#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:4
    co_await sleep(x * 100ms);  //| sleep=blocking: time_sleep(x * 100ms);  // py:5
    print("waited", x);  // py:6
    co_return x;  // py:7
}

Coro<std::vector<int>> main() {  // py:10
    std::vector<Task<int>> tasks;  //| collect=one_by_one:
    std::vector<int> results;
    for (int x : {3, 2, 1}) tasks.push_back(create_task(work(x)));  //| collect=one_by_one: // no tasks are made  // py:11
    auto [done, pending] = co_await wait(tasks);  //| collect=gather: results = co_await gather(tasks);  //| collect=one_by_one: for (int x : {3, 2, 1}) results.push_back(co_await work(x));  // py:12
    print("done:", done.size(), "pending:", pending.size());  //| collect=gather: print("results:", results.size());  //| collect=one_by_one: print("results:", results.size());  // py:13
    for (const Task<int>& task : tasks) results.push_back(task.result());  //| collect=gather:  //| collect=one_by_one:  // py:14
    co_return results;  // py:14
}

void program() {
    EventLoop& loop = new_event_loop();  // py:17
    Task<std::vector<int>> task = loop.create_task(main());  // py:18
    print(loop.run_until_complete(task));  // py:19
    loop.close();  // py:20
}
