#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> work(int seconds) {
    try {
        co_await sleep(seconds * 1s);
        print("worked", seconds);
    } catch (const CancelledError&) {
        print("cancelled", seconds);
        throw;
    }
}

Coro<void> main() { co_await gather(list_of(work(1), work(2), work(3)), return_exceptions); }

}  // namespace

PAIR(person_cancels) { run(main()); }
