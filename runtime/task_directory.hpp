// The tasks of a run by the names that a person calls them: `Task-3`, or the label `work(2)`; a
// label that occurs again is `work(2)#2`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coroscope {

class TaskBase;

class TaskDirectory {
public:
    void add(TaskBase& task, std::string_view label);
    /// The task is gone.
    void remove(const TaskBase& task);

    /// Null where no task ever had that name; a null pointer in it where it is gone by now.
    [[nodiscard]] std::optional<TaskBase*> find(std::string_view name_or_label) const;

private:
    std::unordered_map<std::string, TaskBase*> by_name_;
    std::unordered_map<std::string, TaskBase*> by_label_;
    std::unordered_map<std::string, int> label_counts_;
};

}  // namespace coroscope
