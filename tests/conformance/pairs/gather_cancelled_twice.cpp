#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> gathers(Future<int> future) {
    try {
        std::vector<Future<int>> futures{future};
        const auto results = co_await gather(std::move(futures));
        print(results);
    } catch (const CancelledError& error) {
        print(error.repr());
        throw;
    }
}

Coro<void> main() {
    const Future<int> future = get_running_loop().create_future<int>();
    const Task<void> task = create_task(gathers(future));
    co_await sleep(0s);
    print(task.cancel());
    print(task.cancel("stop"));
    co_await sleep(1s);
    print(task.cancelled());
}

}  // namespace

PAIR(gather_cancelled_twice) { run(main()); }
