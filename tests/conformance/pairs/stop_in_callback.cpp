#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

void stop_and_queue(EventLoop* loop) {
    loop->stop();
    print("stopping");
    loop->call_soon(partial<say>(std::string{"queued after stop: next run"}));
}

auto saying(std::string text) { return partial<say>(std::move(text)); }

}  // namespace

PAIR(stop_in_callback) {
    EventLoop& loop = new_event_loop();
    loop.call_soon(saying("before"));
    loop.call_soon(partial<stop_and_queue>(&loop));
    loop.call_soon(saying("in the same batch as stop"));
    loop.run_forever();
    print("first run is over");
    loop.stop();
    loop.run_forever();
    print("stopped beforehand: exactly one pass");
    loop.call_soon(saying("never"));
    loop.call_later(1s, saying("never either"));
    loop.close();
    try {
        loop.call_soon(saying("closed"));
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    try {
        loop.run_forever();
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
}
