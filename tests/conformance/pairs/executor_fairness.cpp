#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

int job(int x) {
    print("job", x, "on", current_thread_name());
    time_sleep(x * 1s);
    return x;
}

}  // namespace

PAIR(executor_fairness) {
    const ThreadPoolExecutor pool{{.max_workers = 2}};
    std::vector<ConcurrentFuture<int>> futures;
    for (const int x : {3, 1, 2, 1, 1}) {
        futures.push_back(pool.submit(partial<job>(x)));
    }
    print("all submitted");
    std::vector<int> results;
    for (const auto& future : futures) {
        results.push_back(future.result());
    }
    print(results);
    pool.shutdown();
}
