#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> fails() {
    co_await sleep(1s);
    throw ValueError{"inside"};
}

Coro<void> endless() { co_await sleep(100s); }

/// Python's bound method task.cancel.
struct Cancel {
    Task<void> task;
    void operator()() const { task.cancel(); }
    [[nodiscard]] static std::string label() { return "cancel"; }
};

Coro<void> main() {
    try {
        co_await shield(fails());
    } catch (const ValueError& error) {
        print(error.repr());
    }
    const auto task = create_task(endless());
    get_running_loop().call_later(1s, Cancel{task});
    try {
        co_await shield(task);
    } catch (const CancelledError&) {
        print("cancelled inside:", task.cancelled(), current_task()->cancelling());
    }
}

}  // namespace

PAIR(shield_inner_ends) { run(main()); }
