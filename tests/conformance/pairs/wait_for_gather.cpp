#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<int> work(int seconds) {
    try {
        co_await sleep(seconds * 1s);
        co_return seconds;
    } catch (const CancelledError&) {
        print("cancelled", seconds);
        throw;
    }
}

Coro<void> main() {
    try {
        co_await wait_for(gather(list_of(work(1), work(3), work(4))), 2s);
    } catch (const TimeoutError&) {
        print("all or nothing");
    }
}

}  // namespace

PAIR(wait_for_gather) { run(main()); }
