#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work(std::string name, int seconds) {
    co_await sleep(seconds * 1s);
    print(name, "worked");
    co_return name;
}

Coro<void> leaves() {
    throw SystemExit{"bye"};
    co_return;
}

Coro<void> main() {
    Task<std::string> first;
    Task<std::string> second;
    co_await async_with(TaskGroup{}, [&](TaskGroup group) -> Coro<void> {
        first = group.create_task(work("first", 2));
        second = group.create_task(work("second", 2));
        co_await sleep(1s);
        first.cancel();
    });
    print("one cancelled child is no error:", first.cancelled(), second.result());
    co_await async_with(TaskGroup{}, [&](TaskGroup group) {
        group.create_task(work("third", 5));
        group.create_task(leaves());
    });
}

}  // namespace

PAIR(task_group_child_cancelled) {
    EventLoop& loop = new_event_loop();
    const auto task = loop.create_task(main());
    for (const char* run : {"first", "second"}) {
        try {
            loop.run_until_complete(task);
        } catch (const SystemExit& error) {
            print(run, "run left by", error.repr(), task.done());
        }
    }
    print(repr(task.exception()));
    loop.close();
}
