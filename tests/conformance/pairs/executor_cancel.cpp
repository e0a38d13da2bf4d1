#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

int job(int x) {
    time_sleep(x * 1s);
    print("job", x, "is done all the same");
    return x;
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    const ThreadPoolExecutor pool{{.max_workers = 1}};
    const auto running = run_in_executor(loop, pool, partial<job>(2));
    const auto queued = run_in_executor(loop, pool, partial<job>(1));
    co_await sleep(1s);
    const bool first = running.cancel();
    const bool second = queued.cancel();
    print(first, second);
    const std::vector futures{running, queued};
    for (const auto& future : futures) {
        try {
            print(co_await future);
        } catch (const CancelledError&) {
            print("cancelled");
        }
    }
    co_await sleep(3s);
    pool.shutdown();
}

}  // namespace

PAIR(executor_cancel) { run(main()); }
