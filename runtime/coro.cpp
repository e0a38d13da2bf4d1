#include "runtime/coro.hpp"

#include "runtime/program_run.hpp"
#include "runtime/task.hpp"

namespace coroscope::detail {

using trace::Kind;

std::coroutine_handle<> start_inline(PromiseBase& child, PromiseBase& parent) {
    child.task = parent.task;
    // As in CPython too deep a nesting is an error, not a crash; and the coroutine counts as
    // awaited.
    if (parent.depth >= parent.task->loop_.deepest_await_) {
        throw RecursionError{"maximum recursion depth exceeded"};
    }
    child.parent = &parent;
    child.depth = parent.depth + (child.is_block ? 0 : 1);
    child.awaited_at = parent.task->site_;
    return child.handle;
}

void suspend_until(PromiseBase& promise, Ref<FutureBase> future,
                   std::optional<Nanoseconds> deadline) {
    if (future->await_is_spoilt()) {
        throw RuntimeError{"await wasn't used with future"};
    }
    TaskBase& task = *promise.task;
    task.suspended_ = &promise;
    task.waiter_ = std::move(future);
    task.deadline_ = deadline;
}

void suspend_once(PromiseBase& promise) {
    promise.task->suspended_ = &promise;
    promise.task->yielded_ = true;
}

void resumed(PromiseBase& promise, const Place& where) {
    promise.at(where);
    if (std::exception_ptr thrown = std::exchange(promise.task->throw_in_, nullptr)) {
        std::rethrow_exception(thrown);
    }
}

void PromiseBase::name(const Place& function, trace::StringId arguments) {
    trace::Writer& trace = *trace::writer();
    site = trace.site(function);
    // The runtime's own coroutines go by their bare name, as those of asyncio do.
    const std::string_view shown = site != 0 ? trace.string(arguments) : std::string_view{};
    label = trace.intern(std::string(plain_name(function.function_name())) + "(" +
                         std::string(shown) + ")");
    if (site != 0) {
        trace.emit(Kind::coro_new, {.text = label});
    }
}

void PromiseBase::report_entered() {
    trace::Writer& trace = *trace::writer();
    if (site != 0 && !is_block) {
        task->site_ = site;
        trace.context.site = site;
        trace.emit(Kind::coro_enter, {.text = label});
    }
}

void PromiseBase::report_exited() noexcept {
    if (site != 0 && !is_block) {
        trace::writer()->emit(Kind::coro_exit, {.text = label});
    }
}

void PromiseBase::note_line(const Place& where) {
    trace::Writer& trace = *trace::writer();
    // In a coroutine of the runtime the program's innermost line is the one that awaits it.
    const trace::SiteId here = trace.site(where);
    if (const trace::SiteId line = here != 0 ? here : awaited_at) {
        task->site_ = line;
        trace.context.site = line;
    }
}

void ignored(const std::exception_ptr& error) {
    current_run().log("Exception ignored in a destructor: " + describe(error));
}

void never_awaited(const PromiseBase& promise) {
    trace::Writer* trace = trace::writer();
    if (trace == nullptr) {
        return;
    }
    trace->emit(Kind::never_awaited, {.text = promise.label});
    const std::string_view label = trace->string(promise.label);
    current_run().log("RuntimeWarning: coroutine '" +
                      std::string(label.substr(0, label.find('('))) + "' was never awaited");
}

}  // namespace coroscope::detail
