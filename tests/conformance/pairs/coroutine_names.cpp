#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

struct Kettle {
    static Coro<void> boil() { co_return; }
};

Coro<void> work() { co_return; }

Coro<void> drop_all() {
    const Queue<int> queue;
    const Lock lock;
    const Event event;
    (void)queue.put(1);
    (void)queue.get();
    (void)queue.join();
    (void)lock.acquire();
    (void)event.wait();
    (void)Semaphore{}.acquire();
    (void)BoundedSemaphore{}.acquire();
    const Condition condition;
    (void)condition.acquire();
    (void)condition.wait();
    (void)condition.wait_for([] { return false; });
    const Barrier barrier{2};
    (void)barrier.wait();
    (void)barrier.reset();
    (void)barrier.abort();
    (void)sleep(1s);
    const auto done = create_task(work());
    (void)wait_for(done, 1s);
    (void)wait(std::vector{done});
    (void)to_thread([] {});
    (void)open_connection("127.0.0.1", 1);
    (void)start_server([](StreamReader, StreamWriter) {}, "127.0.0.1", 0);
    co_await done;
}

Coro<void> main() {
    co_await create_task(drop_all());
    const Queue<int> queue;
    co_await create_task(queue.put(1));
    print(co_await create_task(queue.get()));
    co_await create_task(Kettle::boil());
    for (auto first : as_completed(std::vector{create_task(work())})) {
        co_await create_task(std::move(first));
        print(None{});
    }
}

}  // namespace

PAIR(coroutine_names) { run(main()); }
