#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> stubborn() {
    try {
        co_await sleep(5s);
    } catch (const CancelledError&) {
        print("no, thanks");
    }
    print("cancelling", current_task()->cancelling());
    co_await sleep(1s);
    print("uncancel", current_task()->uncancel());
    co_return "done anyway";
}

Coro<void> main() {
    const Task<std::string> task = create_task(stubborn(), "stubborn");
    co_await sleep(1s);
    print(task.cancel("please"));
    const std::string result = co_await task;
    print(result, task.cancelled());
}

}  // namespace

PAIR(cancel_swallowed) {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    loop.close();
}
