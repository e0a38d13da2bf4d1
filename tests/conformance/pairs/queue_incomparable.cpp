#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

struct Item {
    int number = 0;
    bool is_comparable = true;

    friend bool operator<(const Item& a, const Item& b) {
        if (!a.is_comparable || !b.is_comparable) {
            throw TypeError{"not comparable"};
        }
        return a.number < b.number;
    }
};

Coro<void> main() {
    const PriorityQueue<Item> queue;
    for (const Item item : {Item{2}, Item{1}, Item{3, false}}) {
        try {
            queue.put_nowait(item);
        } catch (const TypeError& error) {
            print("put", item.number, error.repr());
        }
    }
    print(queue.qsize(), queue.empty());
    for (int turn = 0; turn < 4; ++turn) {
        try {
            print("got", queue.get_nowait().number);
        } catch (const TypeError& error) {
            print(error.repr());
        } catch (const QueueEmpty&) {
            print("empty");
        }
        print(queue.qsize(), queue.empty());
    }
    co_return;
}

}  // namespace

PAIR(queue_incomparable) { run(main()); }
