#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    print("worked");
    co_return seconds;
}

Coro<void> later(Future<std::string> future) {
    co_await sleep(2s);
    future.set_result("set");
}

Coro<void> main() {
    try {
        const int result = co_await wait_for(work(2), 2s);
        print(result);
    } catch (const TimeoutError&) {
        print("timed out");
    }
    const auto future = get_running_loop().create_future<std::string>();
    const auto task = create_task(later(future));
    co_await sleep(0s);
    try {
        const std::string result = co_await wait_for(future, 2s);
        print(result);
    } catch (const TimeoutError&) {
        print("timed out");
    }
    co_await wait(list_of(task));
}

}  // namespace

PAIR(wait_for_same_instant) { run(main()); }
