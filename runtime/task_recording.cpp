// What a task leaves in a recording as it goes through its steps. None of it is in place: it would
// cost registers also where nothing is recorded.
#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"
#include "runtime/task.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;
using trace::Word;

inline trace::Fields TaskBase::what_is_new(trace::TaskId id, trace::SiteId site,
                                           const trace::Writer& trace) const {
    const trace::TaskId creator = trace.context().task();
    return {.task = id,
            .text = root_->label,
            .site = site,
            .other = creator != 0 ? trace::Party::task(creator) : trace::Party{},
            .loop = loop().id()};
}

// Most tasks go by their own number, and are made at a line that was asked for a short while ago:
// for them nobody is called, and no register is saved.
void TaskBase::start_recorded(const Place& where) {
    trace::Writer& trace = *trace::writer();
    site_ = root_->site;
    root_->awaited_at = 0;
    const trace::TaskId id = trace.recorder().add_task_at_once(name_.number());
    future_.number_ = id;
    const trace::SiteId* const site = trace.recent_site(where.file_name(), where.line());
    if (site != nullptr && id != 0 && trace.context().loop() == loop().id() &&
        trace.make_task_at_once(root_->label, *site)) {
        loop().push(*this);
    } else {
        start_rarely(where);
    }
}

void TaskBase::start_rarely(const Place& where) {
    trace::Writer& trace = *trace::writer();
    if (id() == 0) {
        future_.number_ = name_.number() != 0 ? trace.recorder().add_task(name_.number())
                                              : trace.recorder().add_task(name_.text());
    }
    trace.emit(Kind::task_new, what_is_new(id(), trace.site(where), trace));
    loop().push(*this);
    after_beat();
}

inline trace::Fields TaskBase::what_woke_it(const FutureBase& awaited) const {
    return {.task = id(), .other = awaited.party(), .loop = loop().id()};
}

void TaskBase::hear_recorded(FutureBase& awaited) {
    if (trace::writer()->emit_at_once(Kind::woken, what_woke_it(awaited), When::as_the_last)) {
        loop().push(*this);
    } else {
        hear_rarely(awaited);
    }
}

void TaskBase::hear_rarely(FutureBase& awaited) {
    trace::writer()->emit(Kind::woken, what_woke_it(awaited), When::as_the_last);
    loop().push(*this);
}

// What comes before a step that goes on where it was, while that is recorded. Does the coroutine
// run?
bool TaskBase::begin_recorded_step() {
    if (!started_) {
        return begin_first_step();
    }
    if (!trace::writer()->begin_step_at_once(id(), site_)) {
        return begin_rare_step();
    }
    waiter_ = nullptr;
    return true;
}

// The same of one that has only yielded, and so runs.
void TaskBase::report_goes_on() {
    if (!trace::writer()->begin_step_at_once(id(), site_)) {
        begin_rare_step();
    }
}

// The same of the first step. The program's own coroutine is entered in it, at its first line.
bool TaskBase::begin_first_step() {
    const bool is_entered =
        root_->site != 0 && trace::writer()->begin_first_step_at_once(id(), site_, root_->label);
    return is_entered || begin_rare_step();
}

// The same where the buffer pauses, or somebody watches: a person may throw something in.
bool TaskBase::begin_rare_step() {
    trace::Writer& trace = *trace::writer();
    trace.begin_step(id(), site_);
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
    const Waits waits = what_it_waits_for();
    if (!trace::writer()->emit_and_end_step_at_once(Kind::waits, waits.fields, waits.when)) {
        report_waits();
        report_left_rarely(Word::waits, When::as_the_last);
    }
}

void TaskBase::report_left(Word how, When when) {
    if (!trace::writer()->end_step_at_once(id_of(how), when)) {
        report_left_rarely(how, when);
    }
}

void TaskBase::report_yielded() {
    if (!trace::writer()->yield_at_once()) {
        report_left_rarely(Word::yields, When::now);
    }
}

void TaskBase::report_left_rarely(Word how, When when) {
    trace::writer()->end_step(id_of(how), when);
    after_beat();
}

// It is done, with a result: task_done, and what follows from that. In its own step, whose task and
// loop the context has. Most tasks are awaited by one other, or by nobody yet: for them nobody is
// called.
void TaskBase::end_recorded_step() {
    trace::Writer& trace = *trace::writer();
    future_.be_done(FutureBase::State::finished);
    const trace::StringId result = result_text_in(trace);
    Current& here = current();
    Listener* const only = future_.listeners_.only();
    TaskBase* const waiting = only != nullptr ? only->waiting_task() : nullptr;
    if ((waiting != nullptr || future_.listeners_.empty()) &&
        trace.end_task_at_once(here.exited, result, waiting != nullptr ? waiting->id() : 0)) {
        here.exited = 0;
        here.task = nullptr;
        if (waiting != nullptr) {
            future_.listeners_.take_only();
            loop().push(*waiting);
        }
    } else {
        end_rarely(result);
    }
}

void TaskBase::end_rarely(trace::StringId result) {
    const When when = report_exit();
    trace::writer()->emit(Kind::task_done, {.text = result}, when);
    future_.tell_listeners();
    current().task = nullptr;
    report_left(Word::ends, When::as_the_last);
}

// coro_exit, where that was left to be told. When does what comes next happen?
When TaskBase::report_exit() {
    const trace::StringId exited = std::exchange(current().exited, 0);
    if (exited == 0) {
        return When::now;
    }
    trace::writer()->emit(Kind::coro_exit, {.text = exited});
    return When::as_the_last;
}

void TaskBase::report_end(trace::Writer& trace) const {
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
