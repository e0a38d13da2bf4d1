#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> sleeper(std::string name, int seconds) {
    try {
        co_await sleep(seconds * 1s);
        print(name, "woke");
    } catch (const CancelledError&) {
        print(name, "cancelled");
    }
}

using Tasks = std::shared_ptr<std::vector<Task<void>>>;

Coro<void> canceller(Tasks tasks) {
    co_await sleep(2s);
    for (const Task<void>& task : *tasks) {
        const std::string name = task.get_name();
        print(name, task.cancel());
    }
}

Coro<void> main() {
    const auto tasks = std::make_shared<std::vector<Task<void>>>();
    tasks->push_back(create_task(sleeper("set before", 2)));
    const auto killer = create_task(canceller(tasks));
    tasks->push_back(create_task(sleeper("set after", 2)));
    std::vector<Task<void>> all = *tasks;
    all.push_back(killer);
    co_await wait(all);
}

}  // namespace

PAIR(cancel_when_due) { run(main()); }
