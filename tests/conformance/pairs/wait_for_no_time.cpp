#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work() {
    print("never printed");
    co_return;
}

Coro<std::string> finished() { co_return "finished"; }

Coro<void> main() {
    for (const auto timeout : {0s, -1s}) {
        try {
            co_await wait_for(work(), timeout);
        } catch (const TimeoutError&) {
            print("not even begun");
        }
    }
    const auto task = create_task(finished());
    co_await sleep(0s);
    const std::string result = co_await wait_for(task, 0s);
    print(result);
    const auto future = get_running_loop().create_future<int>();
    try {
        co_await wait_for(future, 0s);
    } catch (const TimeoutError&) {
        print(future.cancelled());
    }
}

}  // namespace

PAIR(wait_for_no_time) { run(main()); }
