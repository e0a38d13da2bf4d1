#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work() {
    std::exception_ptr error;
    try {
        co_await sleep(10s);
    } catch (...) {
        error = std::current_exception();
    }
    print("cleaning up");
    co_await sleep(3s);
    print("clean");
    std::rethrow_exception(error);
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    try {
        co_await wait_for(work(), 2s);
    } catch (const TimeoutError& error) {
        print(error.repr(), loop.time());
    }
}

}  // namespace

PAIR(wait_for_slow_cleanup) { run(main()); }
