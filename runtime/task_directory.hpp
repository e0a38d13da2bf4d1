// The tasks of a run by the names that a person calls them: `Task-3`, or the label `work(2)`; a
// label that occurs again is `work(2)#2`. Names are compared where somebody asks: most runs never
// do.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/task_name.hpp"
#include "runtime/trace/blocks.hpp"
#include "runtime/trace/tables.hpp"

namespace coroscope {

class TaskBase;

// Thread rule: any thread of the run; only the loop's own looks at the task that it finds.
class TaskDirectory {
public:
    /// The tables are those of the run's recording; null where there is none, and nobody asks.
    explicit TaskDirectory(const trace::Tables* tables) : tables_{tables} {}

    /// The task is there from now on, with that label, and goes by its own number. False, and
    /// nothing has happened, where somebody has to be called for that.
    [[nodiscard]] bool add_at_once(TaskBase& task, trace::TaskId id, trace::StringId label,
                                   trace::LoopId loop) {
        Known* const known = known_.find(id);
        if (known == nullptr) {
            return false;
        }
        known->enter(task, {.label = label, .loop = loop, .number = id});
        return true;
    }
    /// In any case; `name` is what it has at its creation.
    void add(TaskBase& task, trace::TaskId id, trace::StringId label, trace::LoopId loop,
             const TaskName& name);
    /// The task is gone, which was added.
    void remove(trace::TaskId id) {
        known_.existing(id).task.store(nullptr, std::memory_order_relaxed);
    }

    struct Entry {
        TaskBase* task;      ///< null where it is gone by now
        trace::LoopId loop;  ///< that it belonged to
    };
    /// Nothing where no task ever had that name.
    [[nodiscard]] std::optional<Entry> find(std::string_view name_or_label) const;

private:
    /// What is known of a task from its beginning, in one word.
    struct Facts {
        std::uint64_t label : 24;
        std::uint64_t loop : 12;    ///< never 0
        std::uint64_t number : 28;  ///< that it goes by; 0: its name is in `names_`
    };
    static_assert(trace::max_string < 1u << 24 && trace::max_loop < 1u << 12);
    struct Known {
        std::atomic<TaskBase*> task = nullptr;
        std::atomic<std::uint64_t> facts = 0;  ///< 0 until the rest is there

        void enter(TaskBase& its_task, const Facts& its_facts) {
            task.store(&its_task, std::memory_order_relaxed);
            facts.store(std::bit_cast<std::uint64_t>(its_facts), std::memory_order_release);
        }
        [[nodiscard]] Facts read() const { return std::bit_cast<Facts>(facts.load()); }
    };
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
    trace::Blocks<Known> known_;                          // by TaskId
    mutable std::mutex mutex_;                            // of what follows
    std::unordered_map<std::size_t, std::string> names_;  // of those that were given one
    mutable std::unordered_map<std::string, Search> searches_;
};

}  // namespace coroscope
