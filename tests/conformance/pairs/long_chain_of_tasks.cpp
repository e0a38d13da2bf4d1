#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

template <class F>
Coro<std::string> waits_for(F previous) {
    co_return co_await previous;
}

Coro<void> main() {
    const auto future = get_running_loop().create_future<std::string>();
    auto task = create_task(waits_for(future));
    for (int i = 0; i < 20; ++i) {
        task = create_task(waits_for(task));
    }
    co_await sleep(0s);
    future.set_result("through the chain");
    const std::string result = co_await task;
    print(result);
}

}  // namespace

PAIR(long_chain_of_tasks) { run(main()); }
