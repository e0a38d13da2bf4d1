#include "runtime/handle.hpp"

#include "runtime/event_loop.hpp"
#include "runtime/trace/recorder.hpp"

namespace coroscope {

using trace::Kind;

Handle::Handle(EventLoop& loop, trace::StringId label, trace::SiteId site)
    : loop_{loop}, label_{label}, site_{site} {}

void Handle::take_number() const {
    if (trace::Writer* trace = trace::writer()) {
        number_ = trace->recorder().next_handle();
    }
}

void Handle::cancel() {
    if (std::exchange(cancelled_, true) || has_run_) {
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

// Handle._run: an exception goes to the loop's exception handler, KeyboardInterrupt and SystemExit
// leave the loop.
void Handle::run() {
    const auto keep = Ref<Handle>::adopt(this);
    if (cancelled_) {
        return;
    }
    has_run_ = true;
    const trace::Party outer_actor = std::exchange(current().actor, party());
    trace::Writer* trace = trace::writer();
    if (trace != nullptr) {
        trace->emit(Kind::handle_begin, {.text = label_, .site = site_, .other = party()});
    }
    std::exception_ptr error;
    std::exception_ptr leaves_loop;
    try {
        if (site_ != 0) {
            after_beat();
        }
        invoke();
    } catch (const KeyboardInterrupt&) {
        error = leaves_loop = std::current_exception();
    } catch (const SystemExit&) {
        error = leaves_loop = std::current_exception();
    } catch (const Abandoned&) {
        error = leaves_loop = std::current_exception();
    } catch (...) {
        error = std::current_exception();
        const std::string label{trace != nullptr ? trace->string(label_) : std::string_view{}};
        loop_.call_exception_handler(
            {.message = "Exception in callback " + label, .exception = error, .handle = this});
    }
    current().actor = outer_actor;
    if (trace != nullptr) {
        trace->emit(Kind::handle_end,
                    {.text = error ? trace->intern(describe(error)) : 0, .other = party()});
        after_beat();
    }
    if (leaves_loop) {
        std::rethrow_exception(leaves_loop);
    }
}

}  // namespace coroscope
