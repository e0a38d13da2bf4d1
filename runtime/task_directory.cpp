#include "runtime/task_directory.hpp"

#include "runtime/task.hpp"

namespace coroscope {

void TaskDirectory::add(TaskBase& task, std::string_view label) {
    const std::scoped_lock lock{mutex_};
    const Entry entry{&task, &task.future().get_loop()};
    std::vector<Entry*> entries;
    const auto put = [&](auto& names, std::string name) {
        if (const auto [at, is_new] = names.emplace(std::move(name), entry); is_new) {
            entries.push_back(&at->second);
        }
    };
    put(by_name_, task.get_name());
    std::string address{label};
    if (const int count = ++label_counts_[address]; count > 1) {
        address += "#" + std::to_string(count);
    }
    put(by_label_, std::move(address));
    entries_.insert_or_assign(&task, std::move(entries));
}

void TaskDirectory::remove(const TaskBase& task) {
    const std::scoped_lock lock{mutex_};
    if (const auto found = entries_.find(&task); found != entries_.end()) {
        for (Entry* entry : found->second) {
            entry->task = nullptr;
        }
        entries_.erase(found);
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
