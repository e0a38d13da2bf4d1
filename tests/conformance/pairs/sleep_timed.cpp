#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Nanoseconds began;

double now() {
    const auto passed = get_running_loop().time() - began;
    return static_cast<double>(passed / 1ms) / 1000;
}

Coro<void> patient(std::string name) {
    const Finally finally{[&] { print(name, "is left", now()); }};
    std::exception_ptr cancelled;
    try {
        co_await sleep(5s);
    } catch (const CancelledError& error) {
        print(name, "cancelled in it", error.repr(), now());
        cancelled = std::current_exception();
    }
    if (cancelled) {
        co_await sleep(1s);
        print(name, "slept again", now());
        std::rethrow_exception(cancelled);
    }
}

Coro<double> nested() {
    co_await sleep(250ms);
    co_await sleep(250ms);
    co_return now();
}

Coro<void> main() {
    began = get_running_loop().time();
    (void)sleep(1s);
    print("dropped at once", now());
    auto kept = sleep(1s);
    co_await sleep(500ms);
    print("between", now());
    co_await std::move(kept);
    print("awaited later, and slept from then on", now());
    try {
        // NOLINTNEXTLINE(bugprone-use-after-move): what awaiting it twice throws is the question
        co_await std::move(kept);
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    std::vector<Coro<void>> several = list_of<Coro<void>>(sleep(1s), sleep(2s));
    several.push_back(sleep(3s));
    co_await gather(std::move(several));
    print("all of a list", now());
    const auto task = create_task(sleep(1s));
    co_await sleep(500ms);
    print(task.done(), now());
    co_await task;
    print(task.done(), now());
    const auto first = create_task(patient("first"));
    const auto second = create_task(patient("second"));
    co_await sleep(500ms);
    first.cancel("now");
    try {
        co_await first;
    } catch (const CancelledError&) {
        print("first is over", now());
    }
    try {
        co_await wait_for(second, 500ms);
    } catch (const TimeoutError&) {
        print("second took too long", now());
    }
    print(co_await nested());
    try {
        co_await wait_for(sleep(2s), 1s);
    } catch (const TimeoutError&) {
        print("the sleep took too long", now());
    }
}

}  // namespace

PAIR(sleep_timed) { run(main()); }
