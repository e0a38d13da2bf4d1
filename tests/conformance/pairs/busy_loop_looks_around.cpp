#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

/// `print` with its argument, which is the library's and has a bare name.
struct Print {
    std::string text;
    [[nodiscard]] static std::string label() { return "print"; }
    void operator()() const { print(text); }
};

Coro<void> busy(int turns, std::string what) {
    for (int turn = 0; turn < turns; ++turn) {
        co_await sleep(0s);
    }
    print(what);
}

Coro<void> main(EventLoop* loop) {
    co_await busy(3, "busy");
    loop->call_later(0s, Print{"due at once"});
    co_await busy(3, "busy with a timer");
    const auto timer = loop->call_later(1s, Print{"never"});
    co_await busy(3, "busy with a late one");
    timer->cancel();
    co_await busy(3, "busy after its cancellation");
    loop->call_soon_threadsafe(Print{"from outside"});
    co_await busy(3, "busy after mail");
    co_await sleep(1s);
    print("slept");
    loop->stop();
    co_await busy(3, "goes on after a stop");
}

}  // namespace

PAIR(busy_loop_looks_around) {
    EventLoop& loop = new_event_loop();
    const auto task = loop.create_task(main(&loop));
    loop.run_forever();
    print("stopped");
    loop.run_until_complete(task);
    loop.stop();
    loop.run_forever();
    print("once more");
    loop.close();
}
