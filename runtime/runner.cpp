#include "runtime/runner.hpp"

#include "runtime/gather.hpp"
#include "runtime/program_run.hpp"

namespace coroscope::detail {

namespace {

// We have no asynchronous generators; the task is there because CPython's is.
Coro<void> shutdown_asyncgens() { co_return; }

}  // namespace

Runner::Runner(const Place& where) : loop_{current_run().new_event_loop(where)}, where_{where} {}

void Runner::guard(const Ref<FutureBase>& main) {
    main_ = main;
    // Signals are the main thread's.
    if (current_run().is_main_thread()) {
        current_run().set_interrupt_handler(
            {.call = [this] { on_interrupt(); }, .returns = [this] { return takes_interrupt(); }});
    }
}

void Runner::unguard() {
    if (current_run().is_main_thread()) {
        current_run().set_interrupt_handler({});
    }
}

bool Runner::takes_interrupt() const { return interrupts_ == 0 && !main_->done(); }

void Runner::on_interrupt() {
    const bool taken = takes_interrupt();
    ++interrupts_;
    if (taken) {
        main_->cancel({}, {});
        // Wakes the loop where it waits in select.
        loop_.call_soon_threadsafe([] {});
        return;
    }
    throw KeyboardInterrupt{};
}

void Runner::translate_cancel() {
    if (interrupts_ > 0 && main_->as_task()->uncancel() == 0) {
        throw KeyboardInterrupt{};
    }
}

void Runner::close() {
    if (loop_.is_closed()) {
        return;
    }
    try {
        shut_down();
    } catch (...) {
        loop_.close(where_);
        throw;
    }
    loop_.close(where_);
}

void Runner::shut_down() {
    const std::vector<TaskBase*> left = all_tasks(loop_);
    if (!left.empty()) {
        std::vector<Ref<FutureBase>> futures;
        for (TaskBase* task : left) {
            futures.emplace_back(&task->future());
        }
        for (const Ref<FutureBase>& future : futures) {
            future->cancel({}, {});
        }
        loop_.run_until_complete(gather_all(loop_, futures), where_);
        for (const Ref<FutureBase>& future : futures) {
            if (!future->cancelled() && future->failure()) {
                loop_.call_exception_handler(
                    {"unhandled exception during asyncio.run() shutdown", future->exception()});
            }
        }
    }
    loop_.run_until_complete(shutdown_asyncgens(), where_);
    loop_.run_until_complete(loop_.shutdown_default_executor(), where_);
}

}  // namespace coroscope::detail
