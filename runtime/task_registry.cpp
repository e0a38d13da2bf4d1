#include "runtime/task_registry.hpp"

#include "runtime/task.hpp"

namespace coroscope {

void TaskRegistry::add(TaskBase& task) {
    task.previous_ = last_;
    task.next_ = nullptr;
    (last_ != nullptr ? last_->next_ : first_) = &task;
    last_ = &task;
}

void TaskRegistry::remove(TaskBase& task) {
    if (task.previous_ == nullptr && first_ != &task) {
        return;
    }
    (task.previous_ != nullptr ? task.previous_->next_ : first_) = task.next_;
    (task.next_ != nullptr ? task.next_->previous_ : last_) = task.previous_;
    task.previous_ = nullptr;
    task.next_ = nullptr;
}

std::vector<TaskBase*> TaskRegistry::list() const {
    std::vector<TaskBase*> tasks;
    for (TaskBase* task = first_; task != nullptr; task = task->next_) {
        tasks.push_back(task);
    }
    return tasks;
}

}  // namespace coroscope
