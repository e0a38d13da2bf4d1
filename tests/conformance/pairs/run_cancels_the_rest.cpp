#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> rest(std::string name, int seconds) {
    const Finally finally{[&] { print(name, "ends"); }};
    std::exception_ptr error;
    try {
        co_await sleep(10s);
        co_return;
    } catch (const CancelledError&) {
        error = std::current_exception();
    }
    print(name, "cancelled");
    co_await sleep(seconds * 1s);
    if (name == "breaks") {
        throw ValueError{"in the clean-up"};
    }
    if (name == "stubborn") {
        print("late task", create_task(rest("late", 0)).get_name());
        co_return;
    }
    std::rethrow_exception(error);
}

Coro<std::string> main() {
    std::vector<Task<void>> tasks{
        create_task(rest("slow", 2)),
        create_task(rest("breaks", 1)),
        create_task(rest("stubborn", 1)),
    };
    co_await sleep(1s);
    print("main ends");
    co_return "result";
}

}  // namespace

PAIR(run_cancels_the_rest) { print(run(main())); }
