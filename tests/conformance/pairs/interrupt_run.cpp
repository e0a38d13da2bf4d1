#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> work(std::string name) {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> main() {
    const auto task = create_task(work("child"));
    co_await work("main");
}

}  // namespace

PAIR(interrupt_run) {
    try {
        run(main());
    } catch (const KeyboardInterrupt& error) {
        print(error.repr());
    }
}
