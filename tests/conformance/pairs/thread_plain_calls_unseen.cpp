#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

/// Python's bound method loop.call_later with its arguments.
struct CallLater {
    EventLoop* loop;
    void operator()() const {
        loop->call_later(3s, partial<say>("a timer of the loop's own"), Place{});
    }
    [[nodiscard]] static std::string label() { return "call_later"; }
};

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_plain_calls_unseen) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    time_sleep(1s);
    loop.call_soon_threadsafe(CallLater{&loop});
    time_sleep(1s);
    loop.call_soon(partial<say>("queued without waking the loop"));
    loop.stop();
    print("nobody has seen it yet");
    thread.join();
    print("seen when the timer was due");
    loop.close();
}
