#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

struct Job {
    int priority;
    std::string name;
    friend bool operator<(const Job& a, const Job& b) { return a.priority < b.priority; }
};

Coro<void> main() {
    PriorityQueue<Job> jobs;
    for (int number = 0; number < 12; ++number) {
        const Job job{number * 7 % 3, "job " + std::to_string(number)};
        co_await jobs.put(job);
    }
    while (!jobs.empty()) {
        const Job job = co_await jobs.get();
        print(job.priority, job.name);
    }
    LifoQueue<std::string> stack{2};
    stack.put_nowait("first");
    stack.put_nowait("second");
    const bool full = stack.full();
    const std::string last = co_await stack.get();
    const std::string first = co_await stack.get();
    print(full, last, first);
}

}  // namespace

PAIR(queue_orders) { run(main()); }
