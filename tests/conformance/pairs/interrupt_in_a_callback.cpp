#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void blocks(int seconds) {
    print("blocks");
    time_sleep(seconds * 1s);
    print("never printed");
}

void say(const std::string& text) { print(text); }

Coro<void> sleeper() {
    co_await sleep(5s);
    print("the sleeper noticed nothing");
}

}  // namespace

PAIR(interrupt_in_a_callback) {
    EventLoop& loop = new_event_loop();
    const auto task = loop.create_task(sleeper());
    loop.call_later(1s, partial<blocks>(10));
    loop.call_later(1s, partial<say>(std::string{"left in the queue"}));
    try {
        loop.run_forever();
    } catch (const KeyboardInterrupt& error) {
        print(error.repr(), loop.time());
    }
    loop.run_until_complete(task);
    loop.close();
}
