#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> clean_up() {
    std::exception_ptr error;
    try {
        co_await sleep(10s);
    } catch (...) {
        error = std::current_exception();
    }
    try {
        co_await async_with(timeout(1s), [&](Timeout) -> Coro<void> { co_await sleep(10s); });
    } catch (const TimeoutError&) {
        print("the clean-up took too long", current_task()->cancelling());
    }
    std::rethrow_exception(error);
}

Coro<void> main() {
    const auto task = create_task(clean_up());
    co_await sleep(1s);
    task.cancel();
    co_await wait(list_of(task));
    print(task.cancelled());
}

}  // namespace

PAIR(timeout_in_cleanup) { run(main()); }
