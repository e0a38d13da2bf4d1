#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void blocks(int seconds) {
    print("blocks", seconds);
    time_sleep(seconds * 1s);
}

Coro<void> sleeper(std::string name, int seconds) {
    co_await sleep(seconds * 1s);
    print(name, "wakes at", get_running_loop().time());
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    std::vector<Task<void>> tasks{create_task(sleeper("a", 1)), create_task(sleeper("b", 2))};
    co_await sleep(0s);
    time_sleep(3s);
    print("held up until", loop.time());
    loop.call_soon(partial<blocks>(1));
    co_await wait(tasks);
}

}  // namespace

PAIR(blocking_sleep_holds_the_loop) { run(main()); }
