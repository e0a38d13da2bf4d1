#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work() { co_return 1; }

Coro<void> main() {
    const auto future = run_coroutine_threadsafe(work(), get_running_loop());
    try {
        future.result(1s);
    } catch (const TimeoutError&) {
        print("the loop cannot run it while it waits for it");
    }
    co_await sleep(1s);
    print(future.result(1s));
}

}  // namespace

PAIR(thread_result_on_own_loop) { run(main()); }
