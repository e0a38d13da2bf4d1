#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    co_await sleep(seconds * 1s);
    co_return seconds;
}

Coro<void> fails() {
    co_await sleep(1s);
    throw ValueError{"boom"};
}

Coro<void> main() {
    const int first = co_await wait_for(work(1), 2s);
    print(first);
    const int second = co_await wait_for(work(1), std::nullopt);
    print(second);
    try {
        co_await wait_for(fails(), 2s);
    } catch (const ValueError& error) {
        print(error.repr());
    }
    const auto task = create_task(work(2));
    const int third = co_await wait_for(task, 5s);
    print(third, task.done());
    const int again = co_await wait_for(task, 5s);
    print(again, "at once");
    co_await sleep(10s);
}

}  // namespace

PAIR(wait_for_in_time) { run(main()); }
