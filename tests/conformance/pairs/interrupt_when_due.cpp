#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> sleeper(std::string name, int seconds) {
    try {
        co_await sleep(seconds * 1s);
        print(name, "woke");
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> main() { co_await gather(list_of(sleeper("a", 2), sleeper("b", 2), sleeper("c", 3))); }

}  // namespace

PAIR(interrupt_when_due) {
    try {
        run(main());
    } catch (const KeyboardInterrupt& error) {
        print(error.repr());
    }
}
