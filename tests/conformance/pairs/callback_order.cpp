#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

void added_late(Future<int>) { print("added late"); }

void first(Future<int> future) {
    print("first", future.result());
    future.add_done_callback(partial<added_late>());
}

void second(Future<int> future) { print("second", future.done()); }

Coro<void> waiter(Future<int> future) {
    const int result = co_await future;
    print("waiter got", result);
}

Coro<void> main() {
    const auto future = get_running_loop().create_future<int>();
    future.add_done_callback(partial<first>());
    const Task<void> task = create_task(waiter(future));
    co_await sleep(Nanoseconds{0});
    future.add_done_callback(partial<second>());
    future.add_done_callback(partial<added_late>());
    print("removed", future.remove_done_callback(partial<added_late>()));
    future.set_result(42);
    print("set");
    co_await task;
    future.add_done_callback(partial<second>());
    co_await sleep(Nanoseconds{0});
}

}  // namespace

PAIR(callback_order) {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    loop.close();
}
