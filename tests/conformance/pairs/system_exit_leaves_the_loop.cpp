#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> leaves() {
    co_await sleep(1s);
    throw SystemExit{"bye"};
}

Coro<void> other() {
    co_await sleep(1s);
    print("other is still queued, and goes on in the next run");
}

void leave() { throw SystemExit{"from a callback"}; }

void say(const std::string& text) { print(text); }

}  // namespace

PAIR(system_exit_leaves_the_loop) {
    EventLoop& loop = new_event_loop();
    const auto first = loop.create_task(leaves());
    const auto second = loop.create_task(other());
    try {
        loop.run_until_complete(first);
    } catch (const SystemExit& error) {
        print(error.repr(), first.done(), second.done());
    }
    loop.run_until_complete(second);
    loop.call_soon(partial<leave>());
    loop.call_soon(partial<say>(std::string{"the rest of the batch"}));
    try {
        loop.run_forever();
    } catch (const SystemExit& error) {
        print(error.repr());
    }
    loop.stop();
    loop.run_forever();
    loop.close();
}
