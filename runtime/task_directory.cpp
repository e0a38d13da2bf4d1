#include "runtime/task_directory.hpp"
namespace coroscope {

// Null where nobody has added it yet.
const TaskDirectory::Known* TaskDirectory::find_known(std::size_t id) const {
    const Known* known = known_.find(id);
    return known != nullptr && known->facts.load(std::memory_order_acquire) != 0 ? known : nullptr;
}

void TaskDirectory::add(TaskBase& task, trace::TaskId id, trace::StringId label, trace::LoopId loop,
                        const TaskName& name) {
    if (name.number() == 0) {
        const std::scoped_lock lock{mutex_};
        names_.emplace(id, name.text());
    }
    known_.at(id).enter(task, {.label = label, .loop = loop, .number = name.number()});
}

// On to the last task that is known: no further than to a gap, where another thread is just about
// to add one.
void TaskDirectory::go_on(Search& search, std::string_view wanted) const {
    for (const Known* task = find_known(search.next); task != nullptr;
         task = find_known(++search.next)) {
        const std::size_t id = search.next;
        const Facts facts = task->read();
        const std::string name = facts.number != 0
                                     ? TaskName::numbered(static_cast<std::uint32_t>(facts.number))
                                     : names_.at(id);
        if (!search.by_name && name == wanted) {
            search.by_name = id;
        }
        const std::string_view label = tables_->string(static_cast<trace::StringId>(facts.label));
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
    return Entry{known.task, static_cast<trace::LoopId>(known.read().loop)};
}

}  // namespace coroscope
