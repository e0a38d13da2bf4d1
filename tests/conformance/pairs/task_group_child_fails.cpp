#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(int seconds) {
    co_await sleep(seconds * 1s);
    throw ValueError{"after " + std::to_string(seconds)};
}

Coro<void> slow(std::string name) {
    std::exception_ptr error;
    try {
        co_await sleep(10s);
    } catch (...) {
        error = std::current_exception();
    }
    print(name, "cleans up");
    co_await sleep(1s);
    print(name, "is clean");
    std::rethrow_exception(error);
}

Coro<void> main() {
    try {
        co_await async_with(TaskGroup{}, [&](TaskGroup group) -> Coro<void> {
            group.create_task(slow("a"));
            group.create_task(fails(1));
            group.create_task(slow("b"));
            try {
                co_await sleep(10s);
            } catch (const CancelledError&) {
                print("the block is cancelled", current_task()->cancelling());
                throw;
            }
        });
    } catch (const ExceptionGroup& errors) {
        print(errors.repr());
    }
    print(current_task()->cancelling(), get_running_loop().time());
}

}  // namespace

PAIR(task_group_child_fails) { run(main()); }
