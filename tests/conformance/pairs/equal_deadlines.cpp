#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

Coro<void> sleeper(std::string name, double seconds) {
    co_await sleep(std::chrono::round<Nanoseconds>(std::chrono::duration<double>{seconds}));
    print(name, get_running_loop().time());
}

auto saying(std::string text) { return partial<say>(std::move(text)); }

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    loop.call_later(2s, saying("timer 1"));
    const auto first = create_task(sleeper("a", 2));
    loop.call_at(loop.time() + 2s, saying("timer 2"));
    const auto second = create_task(sleeper("b", 1.5));
    const auto third = create_task(sleeper("c", 2));
    co_await sleep(1s);
    loop.call_later(1s, saying("timer 3"));
    co_await sleep(500ms);
    loop.call_later(500ms, saying("timer 4"));
    co_await wait(list_of(first, second, third));
    const auto a = create_task(sleeper(".1 + .2", 0.1));
    co_await a;
    co_await gather(list_of(sleeper(".2", 0.2), sleeper(".15", 0.15)));
}

}  // namespace

PAIR(equal_deadlines) { run(main()); }
