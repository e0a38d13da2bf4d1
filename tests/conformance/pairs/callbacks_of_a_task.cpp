#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text, Task<void> task) { print(text, task.done(), task.get_name()); }

auto saying(std::string text) { return partial<say>(std::move(text)); }

Coro<void> work() {
    print("works");
    co_return;
}

Coro<void> main() {
    const auto task = create_task(work(), "worker");
    const auto callback = saying("twice added, removed");
    for (int i = 0; i < 2; ++i) {
        task.add_done_callback(callback);
    }
    task.add_done_callback(saying("first"));
    task.add_done_callback(saying("second"));
    const auto removed = task.remove_done_callback(callback);
    print(removed, task.remove_done_callback(callback));
    co_await task;
    print("awaited");
    task.add_done_callback(saying("on a finished one"));
    print("not at once");
    print(task.remove_done_callback(saying("another")));
    co_await sleep(0s);
}

}  // namespace

PAIR(callbacks_of_a_task) { run(main()); }
