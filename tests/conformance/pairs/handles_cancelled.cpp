#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

auto saying(std::string text) { return partial<say>(std::move(text)); }

void cancel(Ref<TimerHandle> handle) {
    print(!handle->cancelled() ? "too late" : "cancelled before");
    handle->cancel();
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    const auto first = loop.call_soon(saying("first"));
    const auto second = loop.call_soon(saying("second"));
    second->cancel();
    second->cancel();
    const auto timer = loop.call_later(1s, saying("timer"));
    const auto late = loop.call_later(2s, saying("late"));
    co_await sleep(0s);
    print(first->cancelled(), second->cancelled());
    first->cancel();
    print("after it ran:", first->cancelled());
    co_await sleep(1s);
    timer->cancel();
    late->cancel();
    print(timer->cancelled(), late->cancelled(), late->when());
    co_await sleep(3s);
    const auto same = loop.call_later(1s, saying("due, then cancelled"));
    loop.call_later(1s, saying("not cancelled"));
    co_await sleep(500ms);
    const auto time = loop.time() + 500ms;
    loop.call_at(time, partial<cancel>(same));
    const auto killer = loop.call_at(time, saying("cancelled in the ready queue"));
    co_await sleep(500ms);
    print("now", killer->cancelled());
    co_await sleep(1s);
}

}  // namespace

PAIR(handles_cancelled) { run(main()); }
