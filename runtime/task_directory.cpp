#include "runtime/task_directory.hpp"

#include "runtime/task.hpp"

namespace coroscope {

void TaskDirectory::add(TaskBase& task, std::string_view label) {
    const std::scoped_lock lock{mutex_};
    const Entry entry{&task, &task.future().get_loop()};
    by_name_.emplace(task.get_name(), entry);
    std::string address{label};
    if (const int count = ++label_counts_[address]; count > 1) {
        address += "#" + std::to_string(count);
    }
    by_label_.emplace(std::move(address), entry);
}

void TaskDirectory::remove(const TaskBase& task) {
    const std::scoped_lock lock{mutex_};
    for (auto* names : {&by_name_, &by_label_}) {
        for (auto& [name, entry] : *names) {
            if (entry.task == &task) {
                entry.task = nullptr;
            }
        }
    }
}

std::optional<TaskDirectory::Entry> TaskDirectory::find(std::string_view name_or_label) const {
    const std::scoped_lock lock{mutex_};
    const std::string key{name_or_label};
    for (const auto* names : {&by_name_, &by_label_}) {
        if (const auto found = names->find(key); found != names->end()) {
            return found->second;
        }
    }
    return std::nullopt;
}

}  // namespace coroscope
