#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> in_lock(Lock lock) {
    const auto held = co_await hold(lock);
    print("never printed");
}

Coro<void> in_queue(Queue<int> queue) { co_await queue.get(); }

Coro<void> in_shield(Task<void> task) { co_await shield(task); }

Coro<void> in_gather() { co_await gather(list_of(sleep(10s), sleep(10s))); }

Coro<void> in_wait_for() { co_await wait_for(sleep(10s), 10s); }

Coro<void> in_wait(Task<void> task) { co_await wait(list_of(task)); }

Coro<void> in_group() {
    co_await async_with(TaskGroup{}, [&](TaskGroup group) { group.create_task(sleep(10s)); });
}

Coro<void> in_timeout() {
    co_await async_with(timeout(10s), [&](Timeout) -> Coro<void> { co_await sleep(10s); });
}

Coro<void> endless() { co_await get_running_loop().create_future<void>(); }

Coro<void> main() {
    Lock lock;
    co_await lock.acquire();
    const auto other = create_task(endless());
    const std::vector<Task<void>> tasks{
        create_task(in_lock(lock)),    create_task(in_queue(Queue<int>{})),
        create_task(in_shield(other)), create_task(in_gather()),
        create_task(in_wait_for()),    create_task(in_wait(other)),
        create_task(in_group()),       create_task(in_timeout()),
    };
    co_await sleep(1s);
    for (const Task<void>& task : tasks) {
        task.cancel(task.get_name());
    }
    for (const Task<void>& task : tasks) {
        try {
            co_await task;
        } catch (const CancelledError& error) {
            print(task.cancelled(), error.repr());
        }
    }
    print("untouched:", !other.done());
}

}  // namespace

PAIR(cancel_in_every_wait) { run(main()); }
