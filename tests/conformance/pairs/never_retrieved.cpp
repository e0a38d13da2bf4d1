#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(std::string text) {
    throw ValueError{text};
    co_return;
}

void handler(EventLoop&, const ExceptionContext& context) {
    print(context.message, context.exception);
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    loop.set_exception_handler(handler);
    auto task = create_task(fails("a task"));
    co_await sleep(1s);
    print("it failed, and is still there", task.done());
    task = {};
    print("dropped");
    auto future = loop.create_future<int>();
    future.set_exception(ValueError{"a future"});
    future = {};
    task = create_task(fails("looked at"));
    co_await sleep(1s);
    print(task.exception());
    task = {};
    task = create_task(fails("silenced by cancel"));
    co_await sleep(1s);
    print(task.cancel());
    task = {};
    print("end");
}

}  // namespace

PAIR(never_retrieved) { run(main()); }
