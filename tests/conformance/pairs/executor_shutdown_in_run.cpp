#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void job(int x) {
    time_sleep(x * 1s);
    print("job", x, "is waited for");
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    run_in_executor(loop, partial<job>(2));
    const auto task = create_task(to_thread(partial<job>(3)));
    co_await sleep(1s);
    print("main returns", task.done());
}

}  // namespace

PAIR(executor_shutdown_in_run) {
    run(main());
    print("run has returned");
}
