#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> main() {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print("no, thanks");
    }
    co_await sleep(10s);
    print("end", current_task()->cancelling());
    co_return "result";
}

}  // namespace

PAIR(interrupt_swallowed) { print(run(main())); }
