#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> fails() {
    co_await sleep(1s);
    throw ValueError{"boom"};
}

Coro<void> parent() {
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup group) -> Coro<void> {
            group.create_task(fails());
            co_await sleep(10s);
        });
    } catch (const ExceptionGroup& errors) {
        print(errors.repr(), current_task()->cancelling());
    }
    print("parent goes on");
    co_await sleep(1s);
}

/// Python's bound method task.cancel.
struct Cancel {
    Task<void> task;
    void operator()() const { task.cancel(); }
    [[nodiscard]] static std::string label() { return "cancel"; }
};

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    auto task = create_task(parent());
    co_await sleep(0s);
    loop.call_later(1s, Cancel{task});
    co_await wait(list_of(task));
    print(task.cancelled());
    task = create_task(parent());
    loop.call_later(1s, Cancel{task});
    co_await wait(list_of(task));
    print(task.cancelled());
}

}  // namespace

PAIR(task_group_failure_and_cancel) { run(main()); }
