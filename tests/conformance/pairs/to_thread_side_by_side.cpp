#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

int blocking(int x) {
    time_sleep(x * 1s);
    print(x, "on", current_thread_name());
    return x;
}

Coro<void> ticks() {
    for (int i = 0; i < 4; ++i) {
        print("tick", i);
        co_await sleep(1s);
    }
}

Coro<void> main() {
    const auto ticking = create_task(ticks());
    std::vector<Coro<int>> workers;
    for (const int x : {3, 2}) {
        workers.push_back(to_thread(partial<blocking>(x)));
    }
    print(co_await gather(std::move(workers)));
    print(co_await to_thread(partial<blocking>(1)));
    co_await ticking;
}

}  // namespace

PAIR(to_thread_side_by_side) { run(main()); }
