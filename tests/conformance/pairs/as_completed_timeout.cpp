#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    co_return seconds;
}

Coro<void> main() {
    std::vector<Task<int>> tasks;
    for (const int seconds : {1, 4, 2, 5}) {
        tasks.push_back(create_task(work(seconds)));
    }
    for (auto next_one : as_completed(tasks, 2s)) {
        try {
            const int result = co_await std::move(next_one);
            print(result);
        } catch (const TimeoutError& error) {
            print(error.repr());
        }
    }
    std::vector<bool> done;
    for (const Task<int>& task : tasks) {
        done.push_back(task.done());
    }
    print(done);
    co_await wait(tasks);
}

}  // namespace

PAIR(as_completed_timeout) { run(main()); }
