#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<std::string> cancels_itself(bool uncancels) {
    TaskBase& task = *current_task();
    print(task.future().cancel("me"));
    if (uncancels) {
        print("uncancel", task.uncancel());
    }
    try {
        co_await sleep(1s);
    } catch (const CancelledError& error) {
        print("delivered", error.repr());
    }
    co_return "done";
}

Coro<std::string> cancels_and_returns() {
    current_task()->future().cancel("bye");
    co_return "lost";
}

Coro<void> main() {
    const std::string kept = co_await create_task(cancels_itself(false));
    print(kept);
    const std::string taken_back = co_await create_task(cancels_itself(true));
    print(taken_back);
    const auto task = create_task(cancels_and_returns());
    co_await wait(list_of(task));
    try {
        (void)task.result();
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    print(current_task()->uncancel());
}

}  // namespace

PAIR(cancel_oneself) { run(main()); }
