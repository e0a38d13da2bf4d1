// Records one run: gives each of its threads a Writer, numbers what the run creates, and makes
// the Recording when the run has ended.
//
// Thread rule: `attach`, `next_task` … may be called from any thread of the run; `recording` from
// any at all: while others still run it has what each of them has recorded so far.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/trace/blocks.hpp"
#include "runtime/trace/writer.hpp"

namespace coroscope::trace {

class Recorder {
public:
    explicit Recorder(const TimeSource& clock) : clock_{clock} {}

    /// A writer for the calling thread, which goes by that name (with `#2` where it is taken);
    /// installs it as `writer()`.
    Writer& attach(std::string_view thread_name);

    /// Take the calling thread's writer away again; its events stay.
    static void detach();

    /// A thread is about to start another one: what they create may come at the same time from now
    /// on, unless the clock lets them run one at a time.
    void note_threads() {
        if (!has_rivals_ && !clock_.is_one_at_a_time()) {  // later ones read it meanwhile
            has_rivals_ = true;
            last_at_once_ = 0;
        }
    }

    LoopId next_loop() { return next(loops_); }
    std::uint32_t next_future() { return next(futures_); }
    std::uint32_t next_handle() { return next(handles_); }
    std::uint32_t next_connection() { return next(connections_); }

    /// Writers that are made from now on tell this one of their events; null: nobody.
    /// Before the first one is made.
    void watch(Watcher* watcher) { watcher_ = watcher; }
    /// Once there are so many events of one thread (of all, where they run one at a time),
    /// `reached` is called on the thread that has recorded the last of them, now and then also
    /// later; recording goes on. Before the first writer is made.
    void limit(std::size_t events, std::function<void()> reached) {
        limit_ = std::max<std::size_t>(events, 1);
        reached_ = std::move(reached);
    }
    /// A writer has that many.
    void tell_limit() const {
        if (reached_) {
            reached_();
        }
    }

    /// Is `id` a name of that event (scenario.hpp)?
    [[nodiscard]] bool is_called(const Event& event, std::string_view id) const;

    /// A new task, whose name at its creation that is; in the recording it is one that nobody else
    /// of this run has: `brew`, then `brew#2`.
    TaskId add_task(std::string_view name);
    /// A new task that goes by `Task-NUMBER`; no two are given the same number.
    TaskId add_task(std::uint32_t number) {
        if (has_rivals_ || is_number_written_) {
            return add_numbered(number);
        }
        return add({.number = number});
    }
    /// The same where that is its own number, and nobody else adds one: it is all that need be
    /// known. Else 0, and nothing has happened.
    TaskId add_task_at_once(std::uint32_t number) {
        const std::uint32_t id = tasks_.load(std::memory_order_relaxed) + 1;
        if (number != id || id > last_at_once_) {
            return 0;
        }
        tasks_.store(id, std::memory_order_release);
        return id;
    }

    /// That task's name at its creation, as the recording has it.
    [[nodiscard]] std::string task_name(TaskId id) const;

    /// How far somebody has read in what each thread has recorded.
    using Progress = std::vector<Buffer::Progress>;
    /// The events that have come since, each thread's in their order.
    [[nodiscard]] std::vector<Event> read_on(Progress& progress) const;

    /// What comes after this is no part of the recording.
    void seal();

    /// The strings and places that events refer to.
    [[nodiscard]] Tables& tables() { return tables_; }
    [[nodiscard]] const Tables& tables() const { return tables_; }

    /// All events in order: that in which they happened where threads run one at a time, else by
    /// time, ties in the order of the threads. `about` is the text of the first line, as
    /// `lesson=5 sleep=async clock=virtual language=cpp`.
    [[nodiscard]] Recording recording(std::string_view about) const;

private:
    std::uint32_t next(std::atomic<std::uint32_t>& counter) const {
        if (has_rivals_) {
            return ++counter;
        }
        const std::uint32_t number = counter.load(std::memory_order_relaxed) + 1;
        counter.store(number, std::memory_order_relaxed);
        return number;
    }
    // Most names are not written before somebody asks for them; of tasks that go by their own
    // number nothing is kept.
    struct TaskName {
        StringId text = 0;
        std::uint32_t number = 0;  // 0: the text is its name
        bool is_kept = false;
    };
    TaskId add(TaskName name) {
        const std::uint32_t id = tasks_.load(std::memory_order_relaxed) + 1;
        task_names_.at(id) = {name.text, name.number, true};
        tasks_.store(id, std::memory_order_release);
        return static_cast<TaskId>(id);
    }
    [[nodiscard]] TaskName name_at(std::uint32_t id) const {
        const TaskName* name = task_names_.find(id);
        return name != nullptr && name->is_kept ? *name : TaskName{.number = id};
    }
    TaskId add_numbered(std::uint32_t number);
    TaskId add_named(std::string_view name);
    std::string unique_name(std::string_view name);
    void note_numbers();
    [[nodiscard]] std::string name_of(TaskId id) const;

    const TimeSource& clock_;
    Watcher* watcher_ = nullptr;
    std::size_t limit_ = std::numeric_limits<std::size_t>::max();
    std::function<void()> reached_;
    Tables tables_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Buffer>> buffers_;  // one for all, or one for each writer
    std::vector<std::unique_ptr<Writer>> writers_;
    std::vector<StringId> thread_names_;
    bool has_rivals_ = false;               // do several threads create things at the same time?
    Blocks<TaskName> task_names_;           // by TaskId
    std::atomic<std::uint32_t> tasks_ = 0;  // how many of them are there, and whole
    std::unordered_map<std::string, int> names_;  // those that were written
    bool is_number_written_ = false;              // is one of names_ like `Task-3`?
    std::unordered_set<std::uint32_t> numbers_;   // then: those of the tasks until that one
    std::uint32_t last_at_once_ = max_task;       // no task is added at once after it
    bool is_sealed_ = false;
    std::optional<std::int64_t> sealed_ns_;  // of several buffers: the last instant that counts
    std::atomic<std::uint32_t> loops_ = 0;
    std::atomic<std::uint32_t> futures_ = 0;
    std::atomic<std::uint32_t> handles_ = 0;
    std::atomic<std::uint32_t> connections_ = 0;
};

}  // namespace coroscope::trace
