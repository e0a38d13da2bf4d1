#include "runtime/asyncio.hpp"  // py:1
using namespace coroscope;
using namespace std::chrono_literals;

Coro<int> work(int x) {  // py:4
    co_await sleep(x * 1s);  //| sleep=blocking: time_sleep(x * 1s);  // py:5
    print("waited", x);  // py:6
    co_return x;  // py:7
}

void program() {
    EventLoop& loop = new_event_loop();  // py:10
    std::vector<Task<int>> tasks;
    for (int x : {1, 2, 3}) {
        tasks.push_back(loop.create_task(work(x)));  // py:11
    }
    Future<std::vector<Result<int>>> everything = gather(tasks, return_exceptions);  // py:12
    auto play = [&] {
        try {
            print(loop.run_until_complete(everything));  // py:14
        } catch (const KeyboardInterrupt&) {  // py:15
            for (Task<int>& task : tasks) {  // py:16
                print(task.cancel());  // py:17
            }
            loop.stop();  // py:18
            loop.run_forever();  // py:19
        }
    };
    try_finally(play, [&] { loop.close(); });  // py:21
}
