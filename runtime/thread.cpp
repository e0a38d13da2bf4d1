#include "runtime/thread.hpp"

#include <algorithm>

#include "runtime/blocking.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Kind;

namespace detail {

std::string new_thread_name(const std::string& target) {
    return "Thread-" + std::to_string(current_run().threads().next_number()) + " (" + target + ")";
}

namespace {

/// It has ended, or is taken for it.
void tell_joiners(ThreadState& thread, std::atomic<bool>& how) {
    const std::scoped_lock lock{thread.mutex};
    how = true;
    for (Participant* joiner : thread.joiners) {
        current_run().clock().wake(*joiner);
    }
}

}  // namespace

void start(const std::shared_ptr<ThreadState>& thread) {
    if (thread->started.exchange(true)) {
        throw RuntimeError{"threads can only be started once"};
    }
    current_run().threads().start(thread);
}

bool join(ThreadState& thread, std::optional<Nanoseconds> timeout, const Place& where) {
    if (!thread.started) {
        throw RuntimeError{"cannot join thread before it is started"};
    }
    if (&thread.participant == current.thread) {
        throw RuntimeError{"cannot join current thread"};
    }
    if (thread.seems_ended()) {
        return true;
    }
    Participant* me = current.thread;
    {
        const std::scoped_lock lock{thread.mutex};
        thread.joiners.push_back(me);
    }
    struct Forget {
        ThreadState& thread;
        Participant* me;
        ~Forget() {
            const std::scoped_lock lock{thread.mutex};
            std::erase(thread.joiners, me);
        }
    } const forget{thread, me};
    const Blocking call{.text = trace::Word::join,
                        .other = trace::Party::thread(thread.id),
                        .timeout = timeout,
                        .what = [&] { return thread.participant.name() + " to end"; },
                        .where = where};
    try {
        return block_until(call, [&] { return thread.seems_ended(); });
    } catch (const KeyboardInterrupt&) {
        tell_joiners(thread, thread.taken_for_ended);
        throw;
    }
}

}  // namespace detail

void Thread::wait_for_end() const { current_run().threads().wait_for_end(*state_); }

const std::string& current_thread_name() { return current().thread->name(); }

void Threads::start(const std::shared_ptr<detail::ThreadState>& thread) {
    {
        const std::scoped_lock lock{mutex_};
        threads_.push_back(thread);
    }
    run_.note_threads();
    const trace::Writer* trace = trace::writer();
    const trace::Party starter =
        trace != nullptr ? trace::Party::thread(trace->thread()) : trace::Party{};
    thread->os_thread = std::thread{[this, thread, starter] { run(*thread, starter); }};
    run_.clock().hand_over(*current().thread, thread->participant);
}

// The new thread's own.
void Threads::run(detail::ThreadState& thread, trace::Party starter) {
    detail::current = {.run = &run_, .thread = &thread.participant};
    std::string error;
    try {
        run_.clock().enter(thread.participant);
        if (run_.recorder() != nullptr) {
            thread.id = run_.recorder()->attach(thread.participant.name()).thread();
            trace::writer()->emit(Kind::thread_start, {.other = starter});
            after_beat();
        }
        thread.target();
    } catch (const Abandoned&) {
    } catch (const SystemExit&) {
    } catch (...) {
        error = describe(std::current_exception());
        run_.log("Exception in thread " + thread.participant.name() + ":");
        run_.log(error);
    }
    thread.target = nullptr;
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::thread_end, {.text = trace->intern(error)});
        after_beat();
    }
    trace::Recorder::detach();
    detail::tell_joiners(thread, thread.ended);
    run_.clock().leave(thread.participant);
    detail::current = {};
}

std::vector<std::shared_ptr<detail::ThreadState>> Threads::list() const {
    const std::scoped_lock lock{mutex_};
    return threads_;
}

void Threads::at_shutdown(std::function<void()> action) {
    const std::scoped_lock lock{mutex_};
    at_shutdown_.push_back(std::move(action));
}

void Threads::shut_down() {
    std::vector<std::function<void()>> actions;
    {
        const std::scoped_lock lock{mutex_};
        actions = std::exchange(at_shutdown_, {});
    }
    for (auto action = actions.rbegin(); action != actions.rend(); ++action) {
        (*action)();
    }
    // A thread may start others while it is waited for: they go to the end of the list.
    for (std::size_t i = 0; i < list().size(); ++i) {
        detail::ThreadState& thread = *list()[i];
        if (!thread.daemon && !thread.taken_for_ended) {
            wait_for_end(thread);
        }
    }
}

// As join, but at the interpreter's exit: no news.
void Threads::wait_for_end(detail::ThreadState& thread) {
    {
        const std::scoped_lock lock{thread.mutex};
        thread.joiners.push_back(current().thread);
    }
    while (!thread.seems_ended()) {
        const WaitEnd end = run_.clock().wait(
            *current().thread, {.what = [&] { return thread.participant.name() + " to end"; }});
        if (end == WaitEnd::interrupted) {
            // A second Ctrl-C: CPython too goes without waiting any longer.
            run_.abandon();
        }
    }
}

void Threads::abandon() {
    const auto threads = list();
    const bool all_ended =
        std::ranges::all_of(threads, [](const auto& thread) { return thread->ended.load(); });
    if (!all_ended) {
        run_.abandon();
        try {
            run_.clock().wait(*current().thread, {});
        } catch (const Abandoned&) {  // all the others have ended
        }
    }
    for (auto thread = threads.rbegin(); thread != threads.rend(); ++thread) {
        if ((*thread)->os_thread.joinable()) {
            (*thread)->os_thread.join();
        }
    }
}

}  // namespace coroscope
