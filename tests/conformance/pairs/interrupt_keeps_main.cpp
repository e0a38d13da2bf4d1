#include "runtime/program_run.hpp"
#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> interrupts() {
    for (TaskBase* task : all_tasks()) {
        task->future().cancel();
    }
    throw KeyboardInterrupt{};
    co_return;
}

Coro<void> main() {
    create_task(interrupts());
    co_await sleep(1s);
}

void run_it() {
    EventLoop& loop = new_event_loop();
    try {
        loop.run_until_complete(main());
    } catch (...) {
        loop.close();
        print("closed");
        throw;
    }
}

}  // namespace

PAIR(interrupt_keeps_main) {
    std::exception_ptr kept;
    try {
        run_it();
    } catch (const KeyboardInterrupt&) {
        kept = std::current_exception();
    }
    print("kept");
    current_run().drop_at_exit([kept]() mutable { kept = nullptr; });
}
