#include "runtime/program_run.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "runtime/executor.hpp"
#include "runtime/repr.hpp"
#include "runtime/thread.hpp"

namespace coroscope {

using trace::Kind;
using trace::Word;

namespace {

/// What the calling thread had used of the processor when it began, or was first looked at after it
/// had waited for the machine's clock.
constinit thread_local std::chrono::nanoseconds cpu_time_before{0};
/// Has it waited so since it was looked at?
constinit thread_local bool has_rested = false;
constinit thread_local std::chrono::steady_clock::time_point looked_at;
/// One check of so many looks at the clock: of few where a step takes long.
constinit thread_local std::uint32_t checks_between_looks = 1;

std::chrono::nanoseconds thread_cpu_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

void begin_to_compute() {
    cpu_time_before = thread_cpu_time();
    has_rested = false;
    checks_between_looks = 1;
}

/// Has the calling thread used more of the processor than that without a rest? To look costs a
/// system call, and so it does once a millisecond; false in between.
bool computes_for_longer_than(std::chrono::nanoseconds most) {
    constexpr std::chrono::milliseconds between_looks{1};
    constexpr std::uint32_t most_checks = 1024;
    const auto now = std::chrono::steady_clock::now();
    if (now - looked_at < between_looks) {
        checks_between_looks = std::min(checks_between_looks * 2, most_checks);
        return false;
    }
    looked_at = now;
    checks_between_looks = std::max(checks_between_looks / 2, 1u);
    if (has_rested) {
        begin_to_compute();
    }
    return thread_cpu_time() - cpu_time_before > most;
}

}  // namespace

ProgramRun::ProgramRun(RunOptions options)
    : options_{std::move(options)},
      interventions_{*this, std::move(options_.interventions)},
      threads_{std::make_unique<Threads>(*this)},
      executors_{std::make_unique<detail::Executors>()} {
    clock().on_long_wait = [this](const std::string& text) { log("coroscope: " + text); };
}

ProgramRun::~ProgramRun() = default;

RunOutcome ProgramRun::execute(const std::function<void()>& program) {
    detail::current = {.run = this, .thread = &main_};
    clock().enter(main_);
    if (options_.recorder != nullptr) {
        options_.recorder->watch(interventions_.follow_events() ? &interventions_ : nullptr);
        options_.recorder->limit(options_.max_events,
                                 [&clock = options_.clock] { clock.announce(); });
        options_.recorder->attach(main_.name());
    }
    begin_to_compute();
    RunOutcome outcome;
    run_main(program, outcome);
    outcome.abandoned = clock().is_abandoned();
    if (options_.recorder != nullptr) {
        options_.recorder->seal();
    }
    interventions_.close();
    is_ending_ = true;
    // What is left are daemons, or threads that can never end by themselves.
    threads_->abandon();
    finish_loops(true);
    drop_globals();
    outcome.notes = interventions_.notes();
    std::ranges::move(notes_, std::back_inserter(outcome.notes));
    outcome.interventions = interventions_.outcomes();
    outcome.repeatable = !met_others_;
    if (!stopped_because_.empty()) {
        outcome.error = stopped_because_;
    }
    trace::Recorder::detach();
    clock().leave(main_);
    detail::current = {};
    return outcome;
}

// The program, and what an interpreter does after it: the other threads are waited for, and what is
// left behind goes.
void ProgramRun::run_main(const std::function<void()>& program, RunOutcome& outcome) {
    std::exception_ptr last_value;  // sys.last_value: kept until the end, as its traceback is
    try {
        program();
    } catch (const Abandoned&) {  // execute says so
    } catch (...) {
        last_value = std::current_exception();
        outcome.error = describe(last_value);
    }
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::thread_end, {.text = trace->intern(outcome.error)});
    }
    interventions_.end_main();
    try {
        threads_->shut_down();
        is_ending_ = true;
        finish_loops(false);
        drop_globals();
    } catch (const Abandoned&) {
    } catch (const DeadlockError&) {
        // The first error is the one that tells why.
        if (outcome.error.empty()) {
            outcome.error = describe(std::current_exception());
        }
    }
}

// What the program leaves behind goes as it does at an interpreter's exit. A loop that a daemon
// still runs is not looked at before that has ended.
void ProgramRun::finish_loops(bool also_running) {
    std::vector<EventLoop*> loops;
    for (EventLoop& loop : loops_) {
        if (also_running || !loop.is_running()) {
            loops.push_back(&loop);
        }
    }
    // In three passes: what one loop's end sets free may belong to another.
    std::ranges::for_each(loops, &EventLoop::destroy_pending_tasks);
    std::ranges::for_each(loops, &EventLoop::drop_all);
    std::ranges::for_each(loops, &EventLoop::drop_listeners);
}

void ProgramRun::drop_at_exit(std::function<void()> drop) {
    const std::lock_guard lock{mutex_};
    globals_.push_back(std::move(drop));
}

void ProgramRun::drop_globals() {
    for (std::size_t i = 0; i < globals_.size(); ++i) {
        globals_[i]();
    }
}

void ProgramRun::look_at_limits() {
    const bool is_due = detail::checks_until_look == 0;
    if (is_due) {
        detail::checks_until_look = checks_between_looks;
    }
    if (clock().is_abandoned()) {
        clock().wait(*current().thread, {});  // throws
    }
    if (is_due && computes_for_longer_than(options_.max_cpu)) {
        stop_by_itself("the program was stopped after " + std::to_string(options_.max_cpu.count()) +
                       " s of computing without a pause: does it ever end?");
    }
    if (const trace::Writer* trace = trace::writer();
        trace != nullptr && trace->has_reached_limit()) {
        stop_by_itself("the program was stopped after " + std::to_string(options_.max_events) +
                       " events: does it ever end?");
    }
}

void ProgramRun::stop_by_itself(std::string why) {
    {
        const std::scoped_lock lock{mutex_};
        stopped_because_ = std::move(why);
    }
    abandon();
    clock().wait(*current().thread, {});  // throws
}

void ProgramRun::note(std::string text) {
    const std::scoped_lock lock{mutex_};
    notes_.push_back(std::move(text));
}

void ProgramRun::add_address(const Address& address) {
    const std::scoped_lock lock{mutex_};
    addresses_.insert(address);
}

IoHandle::Peer ProgramRun::peer_at(const std::optional<Address>& address) const {
    const std::scoped_lock lock{mutex_};
    return address && addresses_.contains(*address) ? IoHandle::Peer::inside
                                                    : IoHandle::Peer::outside;
}

void ProgramRun::note_others() {
    const std::scoped_lock lock{mutex_};
    met_others_ = met_others_ || clock().is_one_at_a_time();
}

EventLoop& ProgramRun::new_event_loop(const Place& where) {
    EventLoop* loop = nullptr;
    {
        const std::scoped_lock lock{mutex_};
        loop = &loops_.emplace_back(*this);
    }
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::loop_new, {.site = trace->site(where), .loop = loop->id()});
        after_beat();
    }
    return *loop;
}

WaitEnd ProgramRun::wait(WaitKind kind, Wait wait) {
    check_limits();
    has_rested = has_rested || !clock().is_one_at_a_time();
    const bool blocks = kind == WaitKind::block;
    const auto end_of = [](const Interventions::Next& next) {
        return next.interrupts ? WaitEnd::interrupted : WaitEnd::wakeup;
    };
    const auto next = interventions_.next(blocks);
    const bool acts_first = next && !(wait.deadline && *wait.deadline < next->at);
    if (acts_first) {
        wait.deadline = next->at;
    }
    const WaitEnd end = clock().wait(*current().thread, wait);
    if (end == WaitEnd::deadline && acts_first) {
        return end_of(*next);
    }
    if (end == WaitEnd::wakeup && !blocks) {
        // It may be the person who woke it. A blocking call first looks whether it is over.
        const auto due = interventions_.next(blocks);
        return due && due->woke ? end_of(*due) : end;
    }
    return end;
}

void detail::act_after_beat() { current_run().act_after_beat(); }

void ProgramRun::raise_interrupt() {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::interrupt);
    }
    if (interrupt_handler_.call) {
        interrupt_handler_.call();
        return;
    }
    throw KeyboardInterrupt{};
}

void ProgramRun::set_interrupt_handler(InterruptHandler handler) {
    interrupt_handler_ = std::move(handler);
}

void ProgramRun::write_line(Stream stream, std::string_view text, const Place& where) {
    // A destructor may print while a run that was given up goes away, or what is left of another.
    const bool may_throw = !clock().is_abandoned() && std::uncaught_exceptions() == 0 &&
                           !(is_ending_ && is_main_thread());
    if (may_throw) {
        check_limits();
    }
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::print, {.value = stream == Stream::err ? 2 : trace::no_value,
                                  .text = trace->intern(text),
                                  .site = trace->site(where)});
    }
    if (options_.output) {
        const std::scoped_lock lock{output_mutex_};
        options_.output(stream, text);
    }
    after_beat();
}

void ProgramRun::log(const std::string& line) {
    if (options_.output) {
        const std::scoped_lock lock{output_mutex_};
        options_.output(Stream::err, line);
    }
}

void detail::throw_no_loop() { throw RuntimeError{"no running event loop"}; }

void detail::throw_no_run() {
    throw RuntimeError{"no program is running on this thread: use ProgramRun::execute"};
}

Word word_of(WaitEnd end) {
    switch (end) {
        case WaitEnd::deadline:
            return Word::timeout;
        case WaitEnd::wakeup:
            return Word::wakeup;
        case WaitEnd::io:
            return Word::io;
        case WaitEnd::interrupted:
            return Word::interrupted;
    }
    return Word::none;
}

}  // namespace coroscope
