#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work() {
    co_await sleep(3s);
    co_return "done";
}

void run_twice(EventLoop* loop) {
    const auto task = loop->create_task(work());
    try {
        loop->run_until_complete(task);
    } catch (const RuntimeError& error) {
        print(error.message());
    }
    print(loop->run_until_complete(task));
    loop->run_forever();
    print("stopped at", std::chrono::duration<double>(loop->time()).count());
}

/// `print` with its argument, which is the library's and has a bare name.
struct Print {
    std::string text;
    [[nodiscard]] static std::string label() { return "print"; }
    void operator()() const { print(text); }
};

}  // namespace

PAIR(thread_stop_from_outside) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_twice>(&loop)};
    thread.start();
    time_sleep(1s);
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    time_sleep(3s);
    loop.stop();
    time_sleep(1s);
    print("still running", loop.is_running());
    loop.call_soon_threadsafe(Print{"wakes up"});
    thread.join();
    print("running", loop.is_running());
    loop.close();
}
