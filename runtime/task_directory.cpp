#include "runtime/task_directory.hpp"

namespace coroscope {

using trace::Kind;

void TaskDirectory::take(const trace::Event& event) const {
    if (event.kind != Kind::task_new && event.kind != Kind::task_renamed) {
        return;
    }
    if (known_.size() <= event.task) {
        known_.resize(event.task + std::size_t{1});
    }
    Known& task = known_[event.task];
    if (event.kind == Kind::task_new) {
        task.label = static_cast<trace::StringId>(event.text);
        task.loop = static_cast<trace::LoopId>(event.loop);
    } else {
        task.new_name = static_cast<trace::StringId>(event.text);
    }
}

void TaskDirectory::read_on() const {
    for (const trace::Event& event : recorder_->read_on(progress_)) {
        take(event);
    }
}

// On to the last task that is known: no further than to a gap, where another thread is just about
// to tell of one.
void TaskDirectory::go_on(Search& search, std::string_view wanted) const {
    for (; search.next < known_.size() && known_[search.next].loop != 0; ++search.next) {
        const std::size_t id = search.next;
        if (!search.by_name && recorder_->task_name(static_cast<trace::TaskId>(id)) == wanted) {
            search.by_name = id;
        }
        const std::string_view label = recorder_->tables().string(known_[id].label);
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
    if (recorder_ == nullptr) {
        return std::nullopt;
    }
    const std::scoped_lock lock{mutex_};
    read_on();
    Search& search = searches_[std::string(name_or_label)];
    go_on(search, name_or_label);
    const auto found = search.by_name ? search.by_name : search.by_label;
    if (!found) {
        return std::nullopt;
    }
    const Known& known = known_[*found];
    const auto id = static_cast<trace::TaskId>(*found);
    return Entry{.id = id,
                 .loop = known.loop,
                 .name = known.new_name ? std::string(recorder_->tables().string(*known.new_name))
                                        : recorder_->task_name(id)};
}

}  // namespace coroscope
