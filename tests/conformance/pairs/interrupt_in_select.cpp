#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> sleeper(std::string name, int seconds) {
    co_await sleep(seconds * 1s);
    print(name, "woke", get_running_loop().time());
}

}  // namespace

PAIR(interrupt_in_select) {
    EventLoop& loop = new_event_loop();
    const std::vector<Task<void>> tasks{loop.create_task(sleeper("a", 2)),
                                        loop.create_task(sleeper("b", 4))};
    for (int i = 0; i < 2; ++i) {
        try {
            loop.run_until_complete(wait(tasks));
        } catch (const KeyboardInterrupt& error) {
            const std::vector<bool> done{tasks[0].done(), tasks[1].done()};
            print(error.repr(), loop.time(), done);
        }
    }
    loop.close();
}
