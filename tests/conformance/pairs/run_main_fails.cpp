#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> other() {
    const Finally finally{[] { print("other ends"); }};
    co_await sleep(10s);
}

Coro<void> other_main() { co_return; }

Coro<void> main() {
    const auto task = create_task(other());
    co_await sleep(1s);
    std::string refused;
    try {
        run(other_main());
    } catch (const RuntimeError& error) {
        refused = error.repr();
    }
    print(refused);
    throw ValueError{"main fails"};
}

Coro<void> cancels_itself() {
    current_task()->future().cancel("by itself");
    co_await sleep(1s);
}

}  // namespace

PAIR(run_main_fails) {
    try {
        run(main());
    } catch (const ValueError& error) {
        print(error.repr());
    }
    try {
        run(cancels_itself());
    } catch (const CancelledError& error) {
        print(error.repr());
    }
}
