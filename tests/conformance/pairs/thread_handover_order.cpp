#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

void say_later(EventLoop& loop) {
    loop.call_soon(partial<say>("queued by the loop's own thread"));
    time_sleep(1s);
    loop.call_soon(partial<say>("queued after a sleep in which the main thread posted"));
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

}  // namespace

PAIR(thread_handover_order) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    loop.call_soon_threadsafe(partial<say_later>(std::ref(loop)));
    loop.call_soon_threadsafe(partial<say>("posted at once"));
    time_sleep(500ms);
    loop.call_soon_threadsafe(partial<say>("posted while the loop was blocked"));
    time_sleep(2s);
    loop.call_soon_threadsafe(partial<say>("posted to a sleeping loop"));
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
