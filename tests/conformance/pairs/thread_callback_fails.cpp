#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void fails(int x) { throw ValueError{std::to_string(x)}; }

/// Python's print as a callback.
struct Print {
    void operator()() const { print("the loop goes on"); }
    [[nodiscard]] static std::string label() { return "print"; }
};

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_callback_fails) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    loop.call_soon_threadsafe(partial<fails>(1));
    loop.call_soon_threadsafe(Print{});
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
