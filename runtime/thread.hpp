// Threads of a run: threading.Thread. Each may run a loop of its own; together they share the run's
// clock.
//
// Thread rule: any thread of the run.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "runtime/callback.hpp"
#include "runtime/clock.hpp"
#include "runtime/future.hpp"

namespace coroscope {

class ProgramRun;

namespace detail {

/// A thread of the program, from its making to the end of the run.
struct ThreadState {
    ThreadState(std::string its_name, bool its_daemon, std::function<void()> its_target)
        : participant{std::move(its_name)}, daemon{its_daemon}, target{std::move(its_target)} {}

    Participant participant;
    const bool daemon;
    std::function<void()> target;
    std::thread os_thread;
    std::atomic<trace::ThreadId> id = 0;  ///< in recordings
    std::atomic<bool> started = false;
    std::atomic<bool> ended = false;
    /// A join of it was interrupted. Until 3.12 CPython takes it for ended then, though it goes on:
    /// Thread._wait_for_tstate_lock finds the lock that the thread itself holds, and releases it.
    std::atomic<bool> taken_for_ended = false;
    std::mutex mutex;
    std::vector<Participant*> joiners;  ///< who waits for its end; guarded

    /// For whoever asks, as Thread.is_alive and join do.
    [[nodiscard]] bool seems_ended() const { return ended || taken_for_ended; }
};

/// Wait for its end; false at the timeout. Records a block where it has to wait.
bool join(ThreadState& thread, std::optional<Nanoseconds> timeout, const Place& where);

/// The name that Thread-1 and so on give themselves: `Thread-1 (work)`.
std::string new_thread_name(const std::string& target);
void start(const std::shared_ptr<ThreadState>& thread);

}  // namespace detail

/// Keyword arguments of Thread.
struct ThreadOptions {
    std::optional<std::string> name;  ///< else `Thread-1 (work)`
    bool daemon = false;              ///< not waited for at the program's end
};

/// threading.Thread(target=…): copies are the same thread. The target is a partial, as
/// `Thread thread{partial<work>(3)}`, or any callable.
class Thread {
public:
    template <class Target>
        requires std::invocable<Target&>
    explicit Thread(Target target, ThreadOptions options = {})
        : state_{std::make_shared<detail::ThreadState>(
              options.name ? *options.name : detail::new_thread_name(callback_name(target)),
              options.daemon, std::move(target))} {}

    /// Thread.start: the new thread runs at once, until it first waits. Throws RuntimeError the
    /// second time.
    void start() const { detail::start(state_); }
    /// Thread.join. KeyboardInterrupt ends the wait in the main thread, and from then on the thread
    /// is taken for ended, as by CPython: nobody waits for it any more, not even the program's end.
    /// Throws RuntimeError for the
    /// calling thread itself, or one that was not started.
    void join(std::optional<Nanoseconds> timeout = {}, Place where = Place::current()) const {
        detail::join(*state_, timeout, where);
    }
    /// As join, at the interpreter's exit: no news.
    void wait_for_end() const;
    [[nodiscard]] bool is_alive() const { return state_->started && !state_->seems_ended(); }
    [[nodiscard]] const std::string& name() const { return state_->participant.name(); }
    [[nodiscard]] bool daemon() const { return state_->daemon; }

private:
    std::shared_ptr<detail::ThreadState> state_;
};

/// threading.current_thread().name.
const std::string& current_thread_name();

/// All threads of a run but its main one.
class Threads {
public:
    explicit Threads(ProgramRun& run) : run_{run} {}

    std::uint32_t next_number() { return ++number_; }
    void wait_for_end(detail::ThreadState& thread);
    /// Start it; returns when the calling thread may go on.
    void start(const std::shared_ptr<detail::ThreadState>& thread);
    /// Called at the program's end, before its threads are waited for.
    void at_shutdown(std::function<void()> action);
    /// What the interpreter's exit does: the actions, newest first, then every thread that is no
    /// daemon is waited for. Main thread.
    void shut_down();
    /// Give up the threads that are left, the newest first, and wait until they have ended. Main
    /// thread.
    void abandon();

private:
    void run(detail::ThreadState& thread, trace::Party starter);
    [[nodiscard]] std::vector<std::shared_ptr<detail::ThreadState>> list() const;

    ProgramRun& run_;
    std::atomic<std::uint32_t> number_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<detail::ThreadState>> threads_;
    std::vector<std::function<void()>> at_shutdown_;
};

}  // namespace coroscope
