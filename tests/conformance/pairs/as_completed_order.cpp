#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    if (seconds == 2) {
        throw ValueError{"two"};
    }
    co_return seconds;
}

Coro<void> main() {
    std::vector<Task<int>> tasks;
    for (const int seconds : {3, 1, 2}) {
        tasks.push_back(create_task(work(seconds)));
    }
    for (auto next_one : as_completed(tasks)) {
        try {
            const int result = co_await std::move(next_one);
            print(result);
        } catch (const ValueError& error) {
            print(error.repr());
        }
    }
    for (auto next_one : as_completed(list_of(work(3), work(1)), 5s)) {
        const int result = co_await std::move(next_one);
        print(result);
    }
    for (auto next_one : as_completed(tasks)) {
        co_await std::move(next_one);
        break;
    }
}

}  // namespace

PAIR(as_completed_order) {
    try {
        run(main());
    } catch (const ValueError& error) {
        print("left by", error.repr());
    }
}
