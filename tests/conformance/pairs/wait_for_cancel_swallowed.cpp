#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> stubborn() {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        print("no, thanks");
    }
    co_await sleep(1s);
    co_return "done anyway";
}

Coro<void> breaks() {
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        throw ValueError{"in the clean-up"};
    }
}

Coro<void> main() {
    const std::string result = co_await wait_for(stubborn(), 2s);
    print(result);
    try {
        co_await wait_for(breaks(), 2s);
    } catch (const ValueError& error) {
        print(error.repr());
    }
    print(current_task()->cancelling());
}

}  // namespace

PAIR(wait_for_cancel_swallowed) { run(main()); }
