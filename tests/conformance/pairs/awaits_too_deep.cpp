#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

int deepest = 0;

Coro<void> down(int depth) {
    deepest = depth;
    if (depth < 2000) {
        co_await down(depth + 1);
    }
}

Coro<void> suspends(int depth) {
    deepest = depth;
    if (depth == 900) {
        co_await sleep(1s);
    }
    if (depth < 2000) {
        co_await suspends(depth + 1);
    }
}

Coro<void> main() {
    for (auto* nested : {down, suspends}) {
        try {
            co_await nested(1);
        } catch (const RecursionError& error) {
            print(deepest, error.repr());
        }
    }
    try {
        const auto task = create_task(down(1));
        co_await task;
    } catch (const RecursionError& error) {
        print(deepest, error.repr());
    }
}

}  // namespace

PAIR(awaits_too_deep) {
    run(main());
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    const auto task = loop.create_task(main());
    task.add_done_callback([&loop](const auto&) { loop.stop(); });
    loop.run_forever();
    loop.close();
}
