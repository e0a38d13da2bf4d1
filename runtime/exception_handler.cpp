// Whom a loop tells of what nobody else hears of. asyncio counterpart: loop.call_exception_handler
// and what stands beside it in base_events.
#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

void EventLoop::set_exception_handler(
    std::function<void(EventLoop&, const ExceptionContext&)> handler) {
    exception_handler_ = std::move(handler);
}

void EventLoop::call_exception_handler(const ExceptionContext& context) {
    handle_exception(context);
    if (trace::Writer* trace = trace::writer()) {
        trace->look();
    }
}

void EventLoop::handle_exception(const ExceptionContext& context) {
    if (!exception_handler_) {
        default_exception_handler(context);
        return;
    }
    try {
        exception_handler_(*this, context);
    } catch (const KeyboardInterrupt&) {
        throw;
    } catch (const SystemExit&) {
        throw;
    } catch (...) {
        default_exception_handler({.message = "Unhandled error in exception handler",
                                   .exception = std::current_exception()});
    }
}

void EventLoop::default_exception_handler(const ExceptionContext& context) {
    run_.log(context.message);
    if (context.task != nullptr) {
        run_.log("task: " + context.task->get_name());
    }
    if (context.exception) {
        run_.log(describe(context.exception));
    }
}

}  // namespace coroscope
