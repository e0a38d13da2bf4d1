// The unfinished tasks of a loop, in the order of their creation. It owns none of them.
// asyncio counterpart: tasks._all_tasks, a weak set; ours has an order.
#pragma once

#include <vector>

namespace coroscope {

class TaskBase;

class TaskRegistry {
public:
    void add(TaskBase& task);
    /// Nothing happens if it is not in here.
    void remove(TaskBase& task);
    [[nodiscard]] TaskBase* first() const { return first_; }
    [[nodiscard]] std::vector<TaskBase*> list() const;

private:
    TaskBase* first_ = nullptr;
    TaskBase* last_ = nullptr;
};

}  // namespace coroscope
