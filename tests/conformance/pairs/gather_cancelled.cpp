#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> work(std::string name, int cleanup) {
    std::exception_ptr error;
    try {
        co_await sleep(10s);
    } catch (const CancelledError&) {
        error = std::current_exception();
    }
    print(name, "cancelled");
    co_await sleep(cleanup * 1s);
    print(name, "clean");
    std::rethrow_exception(error);
}

Coro<void> parent(bool keep) {
    try {
        if (keep) {
            co_await gather(list_of(work("slow", 2), work("quick", 0)), return_exceptions);
        } else {
            co_await gather(list_of(work("slow", 2), work("quick", 0)));
        }
    } catch (const CancelledError& error) {
        print("parent", error.repr());
        throw;
    }
}

Coro<void> main() {
    for (const bool keep : {false, true}) {
        const auto task = create_task(parent(keep));
        co_await sleep(1s);
        print(task.cancel("stop"));
        co_await wait(list_of(task));
        print("parent is done", task.cancelled());
        co_await sleep(5s);
    }
}

}  // namespace

PAIR(gather_cancelled) { run(main()); }
