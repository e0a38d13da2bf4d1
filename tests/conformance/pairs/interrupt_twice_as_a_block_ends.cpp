#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int number) {
    time_sleep(1s);
    co_return number;
}

Coro<void> main() {
    const Task<int> task = create_task(work(9));
    print("main waits");
    print(co_await task);
}

}  // namespace

PAIR(interrupt_twice_as_a_block_ends) {
    try {
        run(main());
    } catch (const KeyboardInterrupt&) {
        print("interrupted");
    }
}
