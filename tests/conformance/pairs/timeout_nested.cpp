#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> nested(int outer, int inner) {
    const Timeout first = timeout(outer * 1s);
    const Timeout second = timeout(inner * 1s);
    try {
        co_await async_with(first, [&](Timeout) -> Coro<void> {
            try {
                co_await async_with(second, [&](Timeout) -> Coro<void> { co_await sleep(10s); });
            } catch (const TimeoutError&) {
                print("the inner one", first.expired(), second.expired());
                throw ValueError{"handled"};
            }
        });
    } catch (const TimeoutError&) {
        print("the outer one", first.expired(), second.expired());
    } catch (const ValueError& error) {
        print(error.repr(), first.expired());
    }
    print(current_task()->cancelling());
}

Coro<void> main() {
    co_await nested(2, 1);
    co_await nested(1, 2);
    co_await nested(2, 2);
}

}  // namespace

PAIR(timeout_nested) { run(main()); }
