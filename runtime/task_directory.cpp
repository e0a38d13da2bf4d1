#include "runtime/task_directory.hpp"

#include <algorithm>

#include "runtime/task.hpp"

namespace coroscope {

void TaskDirectory::add(TaskBase& task, trace::StringId label, const trace::Tables& tables) {
    const std::scoped_lock lock{mutex_};
    tables_ = &tables;
    if (task.id() >= tasks_.size()) {
        tasks_.resize(std::max<std::size_t>(2 * tasks_.size(), task.id() + std::size_t{1}));
    }
    tasks_[task.id()] = {{&task, &task.future().get_loop()}, label, task.number()};
    if (task.number() == 0) {
        given_names_.emplace(task.id(), task.get_name());
    }
}

void TaskDirectory::remove(const TaskBase& task) {
    const std::scoped_lock lock{mutex_};
    tasks_[task.id()].entry.task = nullptr;
}

// On to the last task that is known: no further than to a gap, where another thread is just about
// to add one.
void TaskDirectory::go_on(Search& search, std::string_view wanted) const {
    for (; search.next < tasks_.size(); ++search.next) {
        const std::size_t id = search.next;
        const Known& task = tasks_[id];
        if (task.entry.loop == nullptr) {
            return;
        }
        const auto given = given_names_.find(id);
        const std::string name =
            given != given_names_.end() ? given->second : TaskBase::numbered_name(task.number);
        if (!search.by_name && name == wanted) {
            search.by_name = id;
        }
        const std::string_view label = tables_->string(task.label);
        if (!search.by_label && wanted.starts_with(label)) {
            const int count = ++search.label_counts[task.label];
            const std::string suffix = count > 1 ? "#" + std::to_string(count) : std::string{};
            if (wanted.substr(label.size()) == suffix) {
                search.by_label = id;
            }
        }
    }
}

std::optional<TaskDirectory::Entry> TaskDirectory::find(std::string_view name_or_label) const {
    const std::scoped_lock lock{mutex_};
    Search& search = searches_[std::string(name_or_label)];
    go_on(search, name_or_label);
    const auto found = search.by_name ? search.by_name : search.by_label;
    return found ? std::optional{tasks_[*found].entry} : std::nullopt;
}

}  // namespace coroscope
