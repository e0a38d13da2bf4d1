#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> endless() {
    const Finally finally{[] { print("ended"); }};
    co_await sleep(100s);
}

void stop(EventLoop* loop) { loop->stop(); }

}  // namespace

PAIR(stop_before_complete) {
    EventLoop& loop = new_event_loop();
    const auto task = loop.create_task(endless());
    loop.call_later(1s, partial<stop>(&loop));
    try {
        loop.run_until_complete(task);
    } catch (const RuntimeError& error) {
        print(error.repr(), loop.time());
    }
    const bool before = task.done();
    const bool cancelled = task.cancel();
    print(before, cancelled, task.done());
    try {
        loop.run_until_complete(task);
    } catch (const CancelledError& error) {
        print(error.repr(), loop.time());
    }
    EventLoop& other = new_event_loop();
    try {
        other.run_until_complete(task);
    } catch (const ValueError& error) {
        print(error.repr());
    }
    other.close();
    loop.close();
}
