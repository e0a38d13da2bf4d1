#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

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

Coro<void> put(PriorityQueue<Item> queue, Item item) {
    try {
        co_await queue.put(item);
        print("put", item.number, queue.qsize(), queue.full());
    } catch (const TypeError& error) {
        print("not put", item.number, error.repr(), queue.qsize(), queue.full());
    }
}

Coro<void> get(PriorityQueue<Item> queue) {
    try {
        const Item item = co_await queue.get();
        print("got", item.number, queue.qsize());
    } catch (const TypeError& error) {
        print("not got", error.repr(), queue.qsize());
    }
}

Coro<void> main() {
    const PriorityQueue<Item> queue{2};
    std::vector<Task<void>> putters;
    for (const Item item : {Item{2}, Item{1, false}, Item{3}, Item{4}}) {
        putters.push_back(create_task(put(queue, item)));
    }
    co_await sleep(0s);
    for (int turn = 0; turn < 3; ++turn) {
        co_await get(queue);
        co_await sleep(0s);
    }
    for (const Task<void>& putter : putters) {
        print(putter.done());
    }
    std::vector<Task<void>> getters;
    for (int i = 0; i < 2; ++i) {
        getters.push_back(create_task(get(queue)));
    }
    co_await sleep(0s);
    for (const Item item : {Item{5, false}, Item{6}, Item{7}}) {
        try {
            queue.put_nowait(item);
        } catch (const TypeError& error) {
            print("not put", item.number, error.repr());
        } catch (const QueueFull&) {
            print("full");
        }
        co_await sleep(0s);
        print(queue.qsize(), std::vector<bool>{getters[0].done(), getters[1].done()});
    }
    for (const Task<void>& task :
         {putters[0], putters[1], putters[2], putters[3], getters[0], getters[1]}) {
        task.cancel();
    }
    co_await sleep(0s);
    print(queue.qsize(), queue.empty(), queue.full());
}

}  // namespace

PAIR(queue_incomparable_waits) { run(main()); }
