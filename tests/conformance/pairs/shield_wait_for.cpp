#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> work() {
    co_await sleep(3s);
    co_return "worked";
}

Coro<void> main() {
    const auto task = create_task(work());
    try {
        co_await wait_for(shield(task), 1s);
    } catch (const TimeoutError&) {
        print("too slow, but it goes on");
    }
    const std::string result = co_await task;
    print(result);
}

}  // namespace

PAIR(shield_wait_for) { run(main()); }
