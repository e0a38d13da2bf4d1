#include "runtime/handle.hpp"

#include "runtime/after_disposal.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/trace/recorder.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;

namespace {

/// Does it end the loop that called what threw it, instead of being its exception handler's?
bool leaves_loop(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const KeyboardInterrupt&) {
        return true;
    } catch (const SystemExit&) {
        return true;
    } catch (const Abandoned&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

Handle::Handle(EventLoop& loop, trace::StringId label, trace::SiteId site)
    : label_{label}, loop_{loop}, site_{site} {}

void Handle::take_number() const {
    if (trace::Writer* trace = trace::writer()) {
        number_ = trace->recorder().next_handle();
    }
}

void Handle::cancel() {
    const bool is_over = cancelled_ || has_run_;
    cancelled_ = true;
    if (is_over) {
        return;
    }
    forget();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::handle_cancel, {.other = party(), .loop = loop_.id()});
    }
}

void TimerHandle::cancel() {
    if (!scheduled_) {
        Handle::cancel();
        return;
    }
    if (cancelled_) {
        return;
    }
    cancelled_ = true;
    forget();
    loop_.timers_.note_cancelled();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::timer_cancel, {.other = party(), .loop = loop_.id()});
    }
}

void Handle::hear(FutureBase&) { loop_.queue_internal(Ref<Handle>::adopt(this)); }

// It holds a callback, and may be the last to hold a future with its result.
void Handle::dispose() {
    RefCounted::dispose();
    detail::look_after_disposal();
}

// Handle._run.
void Handle::run() {
    const auto keep = Ref<Handle>::adopt(this);
    if (cancelled_) {
        return;
    }
    has_run_ = true;
    const trace::Party outer_actor = current().actor;
    if (trace::writer() != nullptr) {
        report_begin();
    }
    std::exception_ptr error;
    try {
        if (site_ != 0) {
            after_beat();
        }
        invoke();
    } catch (...) {
        error = std::current_exception();
    }
    if (error || trace::writer() != nullptr) {
        end(std::move(error), outer_actor);
    }
}

void Handle::report_begin() {
    current().actor = party();
    trace::Writer& trace = *trace::writer();
    trace.emit(Kind::handle_begin, {.text = label_, .site = site_, .other = party()},
               When::as_the_last);
}

// It was called, and threw that. An exception goes to the loop's exception handler,
// KeyboardInterrupt and SystemExit leave the loop.
void Handle::end(std::exception_ptr error, trace::Party outer_actor) {
    trace::Writer* trace = trace::writer();
    const bool leaves = error && leaves_loop(error);
    if (error && !leaves) {
        const std::string label{trace != nullptr ? trace->string(label_) : std::string_view{}};
        loop_.call_exception_handler(
            {.message = "Exception in callback " + label, .exception = error, .handle = this});
    }
    if (trace != nullptr) {
        current().actor = outer_actor;
        trace->emit(Kind::handle_end,
                    {.value = error && !leaves ? loop_.stream_of_complaints() : trace::no_value,
                     .text = error ? trace->intern(describe(error)) : 0,
                     .other = party()});
        after_beat();
    }
    if (leaves) {
        std::rethrow_exception(error);
    }
    if (error) {
        error = nullptr;
        detail::look_after_disposal();
    }
}

}  // namespace coroscope
