#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

Coro<void> main() {
    Queue<int> queue{1};
    try {
        queue.get_nowait();
    } catch (const QueueEmpty& error) {
        print(error.repr());
    }
    queue.put_nowait(1);
    try {
        queue.put_nowait(2);
    } catch (const QueueFull& error) {
        print(error.repr());
    }
    const int item = co_await queue.get();
    print(item, "without a yield");
}

}  // namespace

PAIR(queue_nowait) { run(main()); }
