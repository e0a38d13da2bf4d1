// One run of a program from its first line to its end: its clock, its loops, where its output
// goes, and what a person does to it meanwhile. What a process of the interpreter is to Python.
//
// Thread rule: made and executed on one thread, the run's main thread; it and those that the
// program starts use it, each where it says so. `abandon` from any thread.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/clock.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/interventions.hpp"
#include "runtime/socket.hpp"
#include "runtime/task_directory.hpp"
#include "runtime/trace/recorder.hpp"
#include "runtime/trace/scenario.hpp"

namespace coroscope {

class Threads;
namespace detail {
struct Executors;
// Looking at the clock costs as much as an iteration or two: not every check does.
inline constinit thread_local std::uint32_t checks_until_look = 1;
}  // namespace detail

enum class Stream : std::uint8_t { out, err };

struct RunOptions {
    Clock& clock;
    trace::Recorder* recorder = nullptr;  ///< null: nothing is recorded
    /// Called for each line the program prints, without its newline, on the thread that prints;
    /// one call at a time.
    std::function<void(Stream, std::string_view)> output;
    std::vector<Intervention> interventions;
    /// Where the run stops by itself: so many events of one thread (of all, on the virtual clock),
    /// or so much of the processor's time without waiting.
    static constexpr std::size_t usual_events = 1'000'000;
    std::size_t max_events = usual_events;
    std::chrono::seconds max_cpu{5};
};

/// What an interrupt does, as signal.signal has it. Empty: it raises KeyboardInterrupt.
struct InterruptHandler {
    std::function<void()> call;     ///< may throw KeyboardInterrupt
    std::function<bool()> returns;  ///< whether it would return, now
};

/// How a run ended.
struct RunOutcome {
    std::string error;               ///< what left the program uncaught, `Type: message`; or empty
    std::vector<std::string> notes;  ///< what could not be done to it, one sentence each
    bool abandoned = false;          ///< it was given up before its end
    bool repeatable = true;          ///< false: somebody outside took part, another run may differ
    /// What became of each of the person's interventions, in their order.
    std::vector<InterventionOutcome> interventions;
};

class ProgramRun {
public:
    explicit ProgramRun(RunOptions options);
    ProgramRun(const ProgramRun&) = delete;
    ProgramRun& operator=(const ProgramRun&) = delete;
    ~ProgramRun();

    /// Run it to its end on this thread. Nothing that the program throws comes out of here.
    RunOutcome execute(const std::function<void()>& program);

    [[nodiscard]] Clock& clock() { return options_.clock; }
    [[nodiscard]] trace::Recorder* recorder() const { return options_.recorder; }
    EventLoop& new_event_loop(const Place& where);
    /// The run's threads but the main one.
    [[nodiscard]] Threads& threads() { return *threads_; }
    [[nodiscard]] detail::Executors& executors() { return *executors_; }
    [[nodiscard]] bool is_main_thread() const { return current().thread == &main_; }

    /// A thread of the program waits: the clock passes, and the person acts where it is time.
    /// `select` lets everything act; a blocking call only an interrupt. An interrupt is the main
    /// thread's; a cancel that of the thread that runs the task's loop. Returns why the wait ended;
    /// the caller records that and then calls `act`.
    enum class WaitKind : std::uint8_t { select, block };
    WaitEnd wait(WaitKind kind, Wait wait);
    /// Do what the person asked for by now. Throws KeyboardInterrupt for an interrupt.
    void act(WaitKind kind, WaitEnd end) {
        const bool interrupted = interventions_.act_in_wait(kind == WaitKind::block);
        // Nobody planned it: a real Ctrl-C.
        if (!interrupted &&
            (end == WaitEnd::interrupted ||
             (clock().has_interrupt() && is_main_thread() && clock().take_interrupt()))) {
            raise_interrupt();
        }
    }

    /// What an interrupt does instead of raising KeyboardInterrupt, while `run` is in charge. The
    /// main thread's.
    void set_interrupt_handler(InterruptHandler handler);
    /// Will an interrupt now raise no KeyboardInterrupt? Then a blocking call goes on after it.
    [[nodiscard]] bool survives_interrupt() const {
        return interrupt_handler_.call && interrupt_handler_.returns();
    }

    /// Did the person plan that of any sleep?
    [[nodiscard]] bool sleeps_may_block() const { return interventions_.block_sleeps(); }
    /// A task begins a sleep: did the person say that it holds the thread?
    [[nodiscard]] bool sleep_blocks(TaskBase& task) { return interventions_.sleep_blocks(task); }
    /// What follows the beat that is over, or the beginning of a step (interventions.hpp).
    void act_after_beat() { interventions_.act_after_beat(); }
    std::exception_ptr act_in_step(bool is_thrown) { return interventions_.act_in_step(is_thrown); }
    /// The person's Ctrl-C, now, on the main thread. Throws KeyboardInterrupt unless a handler
    /// takes it.
    void raise_interrupt();
    /// Do that now, as another thread would: an interrupt as a signal, anything else in the thread
    /// of the task's loop, once that waits. `when` is not looked at. Any thread, while the program
    /// runs.
    void intervene(const Intervention& intervention) { interventions_.add(intervention); }
    [[nodiscard]] Participant& main_thread() { return main_; }

    /// Called as the run ends, when its last tasks have gone: the program lets go of what it keeps
    /// for as long as it lives, as Python's module of its globals. Called again where the run was
    /// given up meanwhile. Any of the program's threads.
    void drop_at_exit(std::function<void()> drop);

    /// Give the run up: every wait of it throws Abandoned, `execute` returns soon. Any thread.
    void abandon() { clock().abandon(); }

    /// Called wherever the program might go on for ever without waiting. Throws Abandoned where the
    /// run was given up, takes too long or has recorded too much. Returns what it has looked at:
    /// Clock::has_news.
    bool check_limits() {
        if (clock().has_news()) {
            --detail::checks_until_look;  // it stays so to the end
            look_at_limits();
            return true;
        }
        if (--detail::checks_until_look == 0) {
            look_at_limits();
        }
        return false;
    }
    /// Print a line of the program's: records it and hands it to `output`.
    void write_line(Stream stream, std::string_view text, const Place& where);
    /// What CPython would log or warn about on stderr; recorded by events of its own.
    void log(const std::string& line);

    /// A socket of the run has that address: whoever connects to or from there is not foreign.
    void add_address(const Address& address);
    /// Is the other end there in the run? Then its connection never has to be waited for.
    [[nodiscard]] IoHandle::Peer peer_at(const std::optional<Address>& address) const;
    /// Somebody outside of the run has taken part: on the virtual clock it cannot be repeated.
    void note_others();

    /// The numbers that tasks without a name go by.
    TaskNumbers& task_numbers() { return task_numbers_; }
    /// A thread is about to start another one.
    void note_threads() {
        task_numbers_.share();
        if (options_.recorder != nullptr) {
            options_.recorder->note_threads();
        }
    }
    std::uint32_t next_executor_number() { return executor_number_++; }
    /// The loop of that number, which there is. While recording: they are numbered as they come.
    [[nodiscard]] EventLoop& loop(trace::LoopId id) {
        const std::scoped_lock lock{mutex_};
        return loops_[id - 1];
    }
    /// The tasks of the run by name and label, as they are in its recording.
    TaskDirectory& tasks() { return tasks_; }

private:
    void look_at_limits();
    void note(std::string text);
    void run_main(const std::function<void()>& program, RunOutcome& outcome);
    void finish_loops(bool also_running);
    void drop_globals();
    void stop_by_itself(std::string why);

    RunOptions options_;
    Participant main_{"MainThread"};
    Interventions interventions_;
    mutable std::mutex mutex_;  // of what threads share: notes_, loops_, globals_
    std::mutex output_mutex_;   // one call of options_.output at a time
    std::vector<std::string> notes_;
    std::string stopped_because_;  // guarded as these
    std::deque<EventLoop> loops_;
    std::vector<std::function<void()>> globals_;  // what lets go of each
    InterruptHandler interrupt_handler_;
    TaskDirectory tasks_{options_.recorder};
    std::set<Address> addresses_;  // of the run's own sockets; guarded
    bool met_others_ = false;      // guarded
    std::unique_ptr<Threads> threads_;
    std::unique_ptr<detail::Executors> executors_;
    std::atomic<bool> is_ending_ = false;  // what the program leaves behind goes
    TaskNumbers task_numbers_;
    std::atomic<std::uint32_t> executor_number_ = 0;
};

/// How recordings call the end of a wait.
trace::Word word_of(WaitEnd end);

}  // namespace coroscope
