#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(int seconds) {
    co_await sleep(seconds * 1s);
    print("fails now");
    throw ValueError{"nobody hears"};
}

Coro<void> waits(int seconds) { co_await shield(fails(seconds)); }

Coro<void> main() {
    auto waiter = create_task(waits(2));
    co_await sleep(1s);
    waiter.cancel();
    co_await sleep(2s);
    print("between", waiter.cancelled());
    waiter = create_task(waits(1));
    co_await sleep(0s);
    co_await sleep(1s);
    print("in the same iteration", waiter.cancel());
    co_await sleep(1s);
    print("end", waiter.cancelled());
}

}  // namespace

PAIR(shield_failure_nobody_hears) { run(main()); }
