#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

void post(EventLoop* loop) {
    try {
        loop->call_soon_threadsafe(partial<say>("never"));
    } catch (const RuntimeError& error) {
        print(error.message());
    }
}

}  // namespace

PAIR(thread_closed_loop) {
    EventLoop& loop = new_event_loop();
    loop.close();
    const Thread thread{partial<post>(&loop)};
    thread.start();
    thread.join();
    post(&loop);
}
