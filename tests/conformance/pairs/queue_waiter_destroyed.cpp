#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> put(Queue<int> queue, int item) { co_await queue.put(item); }

void take(const Queue<int>& queue) {
    const int item = queue.get_nowait();
    print(item, queue.empty());
}

Coro<void> main() {
    const Queue<int> queue{1};
    queue.put_nowait(0);
    for (int item = 1; item < 4; ++item) {
        create_task(put(queue, item));
    }
    co_await sleep(0s);
    print("three wait for room:", queue.full());
    get_running_loop().call_soon(partial<take>(queue));
}

}  // namespace

PAIR(queue_waiter_destroyed) {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    loop.close();
    print("closed");
}
