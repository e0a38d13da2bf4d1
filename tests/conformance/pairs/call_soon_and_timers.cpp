#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

void stop(EventLoop* loop) { loop->stop(); }

/// Python's bound method loop.stop: its label is the bare name.
struct Stop {
    EventLoop* loop;
    void operator()() const { stop(loop); }
    [[nodiscard]] static std::string label() { return "stop"; }
};

auto saying(const std::string& text) { return partial<say>(text); }

}  // namespace

PAIR(call_soon_and_timers) {
    EventLoop& loop = new_event_loop();
    loop.call_later(0s, saying("later 0"));
    loop.call_soon(saying("soon"));
    loop.call_later(2s, saying("first of two at 2"));
    loop.call_later(2s, saying("second of two at 2"));
    const auto cancelled = loop.call_later(1s, saying("never"));
    cancelled->cancel();
    loop.call_later(1s, saying("at 1"));
    const auto soon = loop.call_soon(saying("cancelled in the queue"));
    soon->cancel();
    loop.call_later(3s, Stop{&loop});
    loop.call_later(3s, saying("ready in the same iteration as stop"));
    loop.call_later(4s, saying("dropped by close"));
    loop.run_forever();
    print("stopped", loop.is_running(), loop.is_closed());
    loop.close();
    print("closed", loop.is_closed());
}
