#include "runtime/task_directory.hpp"

#include "runtime/task.hpp"

namespace coroscope {

// Null where nobody has added it yet.
const TaskDirectory::Known* TaskDirectory::find_known(std::size_t id) const {
    const Known* known = known_.find(id);
    return known != nullptr && known->loop.load(std::memory_order_acquire) != nullptr ? known
                                                                                      : nullptr;
}

void TaskDirectory::enter(Known& known, TaskBase& task, trace::StringId label) {
    known.label = label;
    known.number = task.name().number();
    known.task.store(&task, std::memory_order_relaxed);
    known.loop.store(&task.future().get_loop(), std::memory_order_release);
}

// Most tasks go by a number, and have their block: for them nobody is called, and no register is
// saved.
void TaskDirectory::add(TaskBase& task, trace::StringId label) {
    if (Known* known = known_.find(task.id()); known != nullptr && task.name().number() != 0) {
        enter(*known, task, label);
    } else {
        add_rare(task, label);
    }
}

void TaskDirectory::add_rare(TaskBase& task, trace::StringId label) {
    Known& known = known_.at(task.id());
    if (task.name().number() == 0) {
        const std::scoped_lock lock{mutex_};
        given_names_.emplace(task.id(), task.get_name());
    }
    enter(known, task, label);
}

// On to the last task that is known: no further than to a gap, where another thread is just about
// to add one.
void TaskDirectory::go_on(Search& search, std::string_view wanted) const {
    for (const Known* task = find_known(search.next); task != nullptr;
         task = find_known(++search.next)) {
        const std::size_t id = search.next;
        const auto given = given_names_.find(id);
        const std::string name =
            given != given_names_.end() ? given->second : TaskName::numbered(task->number);
        if (!search.by_name && name == wanted) {
            search.by_name = id;
        }
        const std::string_view label = tables_->string(task->label);
        if (!search.by_label && wanted.starts_with(label)) {
            const int count = ++search.label_counts[label];
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
    if (!found) {
        return std::nullopt;
    }
    const Known& known = *find_known(*found);
    return Entry{known.task, known.loop};
}

}  // namespace coroscope
