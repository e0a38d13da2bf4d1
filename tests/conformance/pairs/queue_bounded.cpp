#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> producer(Queue<std::optional<int>> queue) {
    for (int item = 0; item < 4; ++item) {
        co_await queue.put(item);
        print("put", item, queue.qsize(), queue.full());
    }
    co_await queue.put(std::nullopt);
}

Coro<void> consumer(Queue<std::optional<int>> queue) {
    while (const auto item = co_await queue.get()) {
        print("got", item, queue.qsize(), queue.empty());
        co_await sleep(1s);
    }
}

Coro<void> main() {
    Queue<std::optional<int>> queue{2};
    print(queue.maxsize(), queue.empty());
    co_await gather(list_of(producer(queue), consumer(queue)));
}

}  // namespace

PAIR(queue_bounded) { run(main()); }
