// The tasks of a run by the names that a person calls them: `Task-3`, or the label `work(2)`; a
// label that occurs again is `work(2)#2`. Names are compared where somebody asks: most runs never
// do.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/trace/blocks.hpp"
#include "runtime/trace/tables.hpp"

namespace coroscope {

class EventLoop;
class TaskBase;

// Thread rule: any thread of the run; only the loop's own looks at the task that it finds.
class TaskDirectory {
public:
    /// The tables are those of the run's recording; null where there is none, and nobody asks.
    explicit TaskDirectory(const trace::Tables* tables) : tables_{tables} {}

    /// The task is there from now on, with the name and the label that it has at its creation.
    void add(TaskBase& task, trace::StringId label);
    /// The task is gone, which was added.
    void remove(trace::TaskId id) {
        known_.find(id)->task.store(nullptr, std::memory_order_relaxed);
    }

    struct Entry {
        TaskBase* task;   ///< null where it is gone by now
        EventLoop* loop;  ///< the loop that it belonged to
    };
    /// Nothing where no task ever had that name.
    [[nodiscard]] std::optional<Entry> find(std::string_view name_or_label) const;

private:
    struct Known {
        std::atomic<TaskBase*> task = nullptr;
        std::atomic<EventLoop*> loop = nullptr;  ///< null until the rest is there
        trace::StringId label = 0;
        std::uint32_t number = 0;  ///< of one that goes by `Task-NUMBER`
    };
    static void enter(Known& known, TaskBase& task, trace::StringId label);
    void add_rare(TaskBase& task, trace::StringId label);
    [[nodiscard]] const Known* find_known(std::size_t id) const;
    /// How far somebody has looked for a name, and what was found.
    struct Search {
        std::size_t next = 1;  // the TaskId
        std::optional<std::size_t> by_name;
        std::optional<std::size_t> by_label;
        std::unordered_map<std::string_view, int> label_counts;
    };
    void go_on(Search& search, std::string_view name_or_label) const;

    const trace::Tables* tables_;
    trace::Blocks<Known> known_;  // by TaskId
    mutable std::mutex mutex_;    // of what follows
    std::unordered_map<std::size_t, std::string> given_names_;
    mutable std::unordered_map<std::string, Search> searches_;
};

}  // namespace coroscope
