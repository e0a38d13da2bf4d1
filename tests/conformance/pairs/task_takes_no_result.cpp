#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<std::string> works() {
    co_await sleep(0s);
    co_await sleep(1s);
    co_return "its own";
}

void try_to_end(const Future<std::string>& future) {
    try {
        future.set_result("another's");
    } catch (const RuntimeError& error) {
        print("set_result", error.what());
    }
    try {
        future.set_exception(ValueError{"another's"});
    } catch (const RuntimeError& error) {
        print("set_exception", error.what());
    }
}

Coro<void> main() {
    const auto task = create_task(works());
    try_to_end(task);
    co_await sleep(0s);
    try_to_end(ensure_future(task));
    print(co_await task);
    try_to_end(task);
}

}  // namespace

PAIR(task_takes_no_result) { run(main()); }
