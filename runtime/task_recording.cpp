// What a task leaves in a recording as it goes through its steps. None of it is in place: it would
// cost registers also where nothing is recorded.
#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"
#include "runtime/task.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;
using trace::Word;

namespace {

// Not in place, as it is rare: a text would cost the others some registers.
[[gnu::noinline]] trace::TaskId number_of_named(const TaskName& name, trace::Writer& trace) {
    return trace.recorder().add_task(name.text());
}

}  // namespace

void TaskBase::start_recorded(const Place& where) {
    trace::Writer& trace = *trace::writer();
    site_ = root_->site;
    root_->awaited_at = 0;
    future_.number_ = name_.number() != 0 ? trace.recorder().add_task(name_.number())
                                          : number_of_named(name_, trace);
    current().run->tasks().add(*this, root_->label);
    const trace::TaskId creator = trace.context.task();
    trace.emit(Kind::task_new,
               {.task = id(),
                .text = root_->label,
                .site = trace.site(where),
                .other = creator != 0 ? trace::Party::task(creator) : trace::Party{},
                .loop = loop().id()});
    loop().push(*this);
    after_beat();
}

void TaskBase::hear_recorded(FutureBase& awaited) {
    trace::writer()->emit(Kind::woken,
                          {.task = id(), .other = awaited.party(), .loop = loop().id()},
                          When::as_the_last);
    loop().push(*this);
}

// What comes before a step that goes on where it was, while that is recorded. Does the coroutine
// run?
bool TaskBase::begin_recorded_step() {
    trace::Writer& trace = *trace::writer();
    trace.context.begin_step(id(), site_);
    if (!started_) {
        return begin_first_step();
    }
    if (!trace.emit_at_once(Kind::step_begin, {}, When::as_the_last)) {
        return begin_rare_step();
    }
    waiter_ = nullptr;
    return true;
}

// The same of one that has only yielded, and so runs.
void TaskBase::report_goes_on() {
    trace::Writer& trace = *trace::writer();
    trace.context.begin_step(id(), site_);
    if (!trace.emit_at_once(Kind::step_begin, {}, When::as_the_last)) {
        begin_rare_step();
    }
}

// The same of the first step. The program's own coroutine is entered in it, at its first line.
bool TaskBase::begin_first_step() {
    const bool is_entered = root_->site != 0 && trace::writer()->emit_both_at_once(
                                                    Kind::step_begin, {}, When::as_the_last,  //
                                                    Kind::coro_enter, {.text = root_->label});
    return is_entered || begin_rare_step();
}

// The same where the buffer pauses, or somebody watches: a person may throw something in.
bool TaskBase::begin_rare_step() {
    trace::Writer& trace = *trace::writer();
    trace.emit(Kind::step_begin, {}, When::as_the_last);
    waiter_ = nullptr;
    if (trace.watcher != nullptr) {
        let_person_act(false);
    }
    return started_ || enter();
}

// The first step. Not where something is thrown in before it.
bool TaskBase::enter() {
    if (has(Disturbance::exception)) {
        return false;
    }
    root_->entered(When::as_the_last);
    return true;
}

bool TaskBase::begin_recorded_turn() {
    const Ref<FutureBase> awaited = waiter_;
    begin_recorded_step();
    const bool runs = has(Disturbance::exception) || !awaited->waits_again();
    if (!runs) {
        detail::suspend_until(awaited);
    }
    return runs;
}

inline TaskBase::Waits TaskBase::what_it_waits_for() const {
    const Word what = waiter_->is_task() ? Word::task : waiter_->made_by();
    return {{.value = current().deadline_ns, .text = id_of(what), .other = waiter_->party()},
            is_made_by_its_await(what) ? When::as_the_last : When::now};
}

void TaskBase::report_waits() const {
    const Waits waits = what_it_waits_for();
    trace::writer()->emit(Kind::waits, waits.fields, waits.when);
}

// The step is over, too.
void TaskBase::report_left_waiting() const {
    trace::Writer& trace = *trace::writer();
    const Waits waits = what_it_waits_for();
    if (trace.emit_both_at_once(Kind::waits, waits.fields, waits.when,  //
                                Kind::step_end, {.text = id_of(Word::waits)})) {
        trace.context.leave_step();
    } else {
        report_waits();
        report_left_rarely(Word::waits, When::as_the_last);
    }
}

void TaskBase::report_left(Word how, When when) {
    trace::Writer& trace = *trace::writer();
    if (trace.emit_at_once(Kind::step_end, {.text = id_of(how)}, when)) {
        trace.context.leave_step();
    } else {
        report_left_rarely(how, when);
    }
}

void TaskBase::report_left_rarely(Word how, When when) {
    trace::Writer& trace = *trace::writer();
    trace.emit(Kind::step_end, {.text = id_of(how)}, when);
    trace.context.leave_step();
    after_beat();
}

void TaskBase::report_done(trace::StringId result, trace::Writer& trace) {
    // In its own step, whose task and loop the context has.
    if (future_.has_result()) {
        trace.emit(Kind::task_done, {.text = result},
                   ends_at_exit_ ? When::as_the_last : When::now);
    } else {
        report_failed(trace);
    }
}

void TaskBase::report_failed(trace::Writer& trace) {
    if (future_.cancelled()) {
        const auto message = future_.cancel_message();
        trace.emit(
            Kind::task_cancelled,
            {.task = id(), .text = message ? trace.intern(*message) : 0, .loop = loop().id()});
    } else {
        trace.emit(
            Kind::task_failed,
            {.task = id(), .text = trace.intern(describe(future_.failure())), .loop = loop().id()});
    }
}

}  // namespace coroscope
