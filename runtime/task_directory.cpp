#include "runtime/task_directory.hpp"

#include <bit>

#include "runtime/task.hpp"

namespace coroscope {

// Which block that one is in, and where in it.
TaskDirectory::PlaceInBlock TaskDirectory::place_of(std::size_t id) {
    const std::size_t number = id + first_block;
    const auto block =
        static_cast<std::size_t>(std::bit_width(number) - std::bit_width(first_block));
    return {block, number - (first_block << block)};
}

TaskDirectory::Known& TaskDirectory::at(std::size_t id) {
    const auto [block, index] = place_of(id);
    Known* known = blocks_[block].load(std::memory_order_acquire);
    return (known != nullptr ? known : make_block(block))[index];
}

TaskDirectory::Known* TaskDirectory::make_block(std::size_t block) {
    const std::scoped_lock lock{mutex_};
    Known* known = blocks_[block].load(std::memory_order_relaxed);
    if (known == nullptr) {
        known = made_.emplace_back(std::make_unique<Known[]>(first_block << block)).get();
        blocks_[block].store(known, std::memory_order_release);
    }
    return known;
}

// Null where nobody has added it yet.
const TaskDirectory::Known* TaskDirectory::find_known(std::size_t id) const {
    const auto [block, index] = place_of(id);
    const Known* known =
        block < blocks_.size() ? blocks_[block].load(std::memory_order_acquire) : nullptr;
    return known != nullptr && known[index].loop.load(std::memory_order_acquire) != nullptr
               ? known + index
               : nullptr;
}

void TaskDirectory::add(TaskBase& task, trace::StringId label) {
    Known& known = at(task.id());
    known.label = label;
    known.number = task.name().number();
    known.task.store(&task, std::memory_order_relaxed);
    if (known.number == 0) {
        const std::scoped_lock lock{mutex_};
        given_names_.emplace(task.id(), task.get_name());
    }
    known.loop.store(&task.future().get_loop(), std::memory_order_release);
}

void TaskDirectory::remove(const TaskBase& task) {
    at(task.id()).task.store(nullptr, std::memory_order_relaxed);
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
