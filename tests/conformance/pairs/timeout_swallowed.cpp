#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> main() {
    Timeout deadline = timeout(1s);
    co_await async_with(deadline, [&](Timeout) -> Coro<void> {
        try {
            co_await sleep(5s);
        } catch (const CancelledError&) {
            print("swallowed", deadline.expired(), current_task()->cancelling());
        }
        try {
            deadline.reschedule(std::nullopt);
        } catch (const RuntimeError& error) {
            print(error.repr());
        }
        co_await sleep(5s);
    });
    print("no TimeoutError", deadline.expired(), current_task()->cancelling());
    deadline = timeout(1s);
    try {
        co_await async_with(deadline, [&](Timeout) -> Coro<void> {
            try {
                co_await sleep(5s);
            } catch (const CancelledError&) {
                throw ValueError{"instead"};
            }
        });
    } catch (const ValueError& error) {
        print(error.repr(), deadline.expired());
    }
    try {
        deadline.reschedule(std::nullopt);
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
}

}  // namespace

PAIR(timeout_swallowed) { run(main()); }
