// What a person does to a run: each planned intervention, its moment, and what became of it.
//
// Moments: `at T` is where a thread waits past that time. `after SEQ …` arms the intervention as
// that event is recorded; it acts as soon as the runtime has done what the event tells, on the
// event's thread (an interrupt: on the main one), or in that thread's wait if it comes first.
// `block` is where a task begins a sleep. A person may also act while the program runs: `add`.
//
// Thread rule: any thread of the run; `add` from any other as well.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/clock.hpp"
#include "runtime/task_directory.hpp"
#include "runtime/trace/scenario.hpp"
#include "runtime/trace/writer.hpp"

namespace coroscope {

class ProgramRun;
class TaskBase;

class Interventions final : public trace::Watcher {
public:
    Interventions(ProgramRun& run, std::vector<Intervention> planned);

    /// What comes next on this thread where it waits, by time and then in the order given. A
    /// blocking call lets only interrupts through.
    struct Next {
        std::size_t index;
        Nanoseconds at;
        bool interrupts;
        bool woke;  ///< its thread may have been woken for it
    };
    [[nodiscard]] std::optional<Next> next(bool blocks) const {
        return any() ? find_next(blocks) : std::nullopt;
    }
    /// Is there any, done or not?
    [[nodiscard]] bool any() const { return has_items_.load(std::memory_order_acquire); }
    /// Do all that is due in the thread's wait; was an interrupt among it? Throws
    /// KeyboardInterrupt.
    bool act_in_wait(bool blocks) { return any() && do_all_due(blocks); }

    /// An event is recorded: is it one that something follows?
    void recorded(const trace::Event& event) override;
    /// The runtime has done what the last event of this thread tells: do what follows it. Throws
    /// KeyboardInterrupt.
    void act_after_beat();
    /// The same as a task's step begins. What an interrupt throws is returned, for the coroutine
    /// that resumes; it waits for a later beat where something `is_thrown` into it already.
    std::exception_ptr act_in_step(bool is_thrown);

    /// Is there one by which a sleep holds the thread?
    [[nodiscard]] bool block_sleeps() const { return has_blocks_; }
    /// The task begins a sleep: shall it hold the thread?
    bool sleep_blocks(TaskBase& task) { return has_blocks_ && next_sleep_blocks(task); }

    /// Something more, now, where the thread that it concerns waits next.
    void add(const Intervention& intervention);

    /// The main thread's program is over: nothing follows there any more.
    void end_main() { main_is_over_ = true; }
    /// The run is over.
    void close() { is_over_ = true; }
    /// Is there one that follows an event?
    [[nodiscard]] bool follow_events() const { return follow_events_; }
    /// The run is over: what became of each, and a sentence for each that was not done.
    [[nodiscard]] std::vector<InterventionOutcome> outcomes() const;
    [[nodiscard]] std::vector<std::string> notes() const;

private:
    struct Item {
        Intervention what;
        InterventionOutcome outcome;
        std::optional<Nanoseconds> due;       // once its time is known
        std::uint32_t seen = 0;               // events of the kind and id that it follows
        const Participant* thread = nullptr;  // of one that was armed: where it acts
        bool woke = false;                    // its thread was woken for it
        bool is_over = false;                 // done, lost or impossible
        std::string note;                     // what was impossible
    };

    [[nodiscard]] std::optional<Next> find_next(bool blocks) const;
    bool do_all_due(bool blocks);
    bool next_sleep_blocks(TaskBase& task);
    void note_items();
    [[nodiscard]] bool acts_here(const Item& item, bool blocks) const;
    [[nodiscard]] std::optional<std::size_t> next_armed(bool also_interrupts) const;
    void arm(Item& item);
    void perform(std::size_t index);
    void fail(std::size_t index, Impossible why, std::string who);
    void settle(std::size_t index, trace::TaskId target);
    void perform_on_ended(std::size_t index, const Intervention& what,
                          const TaskDirectory::Entry& target);
    [[nodiscard]] std::string note_of(const Item& item) const;

    ProgramRun& run_;
    mutable std::mutex mutex_;
    std::vector<Item> items_;  // guarded
    std::atomic<bool> has_items_ = false;
    bool has_blocks_ = false;
    std::unordered_map<trace::TaskId, std::uint32_t> sleeps_;  // begun by each task; guarded
    bool follow_events_ = false;
    std::atomic<bool> is_armed_ = false;  // was there one with a thread?
    std::atomic<bool> main_is_over_ = false;
    std::atomic<bool> is_over_ = false;
};

}  // namespace coroscope
