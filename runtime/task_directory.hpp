// The tasks of a run by the names that a person calls them: `Task-3`, or the label `work(2)`; a
// label that occurs again is `work(2)#2`.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coroscope {

class EventLoop;
class TaskBase;

// Thread rule: any thread of the run; only the loop's own looks at the task that it finds.
class TaskDirectory {
public:
    void add(TaskBase& task, std::string_view label);
    /// The task is gone.
    void remove(const TaskBase& task);

    struct Entry {
        TaskBase* task;   ///< null where it is gone by now
        EventLoop* loop;  ///< the loop that it belonged to
    };
    /// Nothing where no task ever had that name.
    [[nodiscard]] std::optional<Entry> find(std::string_view name_or_label) const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Entry> by_name_;
    std::unordered_map<std::string, Entry> by_label_;
    std::unordered_map<std::string, int> label_counts_;
    // The entries of each task that is there: thousands may go at once.
    std::unordered_map<const TaskBase*, std::vector<Entry*>> entries_;
};

}  // namespace coroscope
