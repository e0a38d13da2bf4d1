#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void job(int x) {
    time_sleep(x * 1s);
    print("job", x);
}

}  // namespace

PAIR(executor_after_shutdown) {
    const ThreadPoolExecutor pool{{.max_workers = 1, .thread_name_prefix = "pool"}};
    std::vector<ConcurrentFuture<void>> futures;
    for (const int x : {1, 2, 3}) {
        futures.push_back(pool.submit(partial<job>(x)));
    }
    pool.shutdown(false, true);
    std::vector<bool> cancelled;
    for (const auto& future : futures) {
        cancelled.push_back(future.cancelled());
    }
    print(cancelled);
    try {
        pool.submit(partial<job>(4));
    } catch (const RuntimeError& error) {
        print(error.message());
    }
    pool.shutdown();
    std::vector<bool> done;
    for (const auto& future : futures) {
        done.push_back(future.done());
    }
    print(done);
}
