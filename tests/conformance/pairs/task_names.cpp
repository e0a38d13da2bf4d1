#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;

namespace {

Coro<void> work() {
    print(current_task()->get_name());
    co_return;
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    auto task = loop.create_task(work(), "given to the loop");
    co_await task;
    task = create_task(work(), "given to asyncio");
    co_await task;
    task = create_task(work());
    print(task.get_name());
    task.set_name("renamed");
    co_await task;
    const auto first = create_task(work(), "twice");
    const auto second = loop.create_task(work(), "twice");
    co_await wait(list_of(first, second));
    print(current_task()->get_name(), all_tasks().size());
}

}  // namespace

PAIR(task_names) { run(main()); }
