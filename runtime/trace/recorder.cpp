#include "runtime/trace/recorder.hpp"

#include <algorithm>

#include "runtime/trace/scenario.hpp"

namespace coroscope::trace {

Writer& Recorder::attach(std::string_view thread_name) {
    const std::scoped_lock lock{mutex_};
    thread_names_.push_back(tables_.intern(unique_name_locked(thread_name)).first);
    if (buffers_.empty() || !clock_.is_one_at_a_time()) {
        buffers_.push_back(std::make_unique<Buffer>());
    }
    writers_.push_back(std::make_unique<Writer>(
        *this, clock_, static_cast<ThreadId>(thread_names_.size()), *buffers_.back()));
    writers_.back()->watcher = watcher_;
    detail::current_writer = writers_.back().get();
    detail::own_buffer = buffers_.back().get();
    return *writers_.back();
}

void Recorder::detach() {
    detail::current_writer = nullptr;
    detail::own_buffer = nullptr;
}

std::string Recorder::unique_name(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    return unique_name_locked(name);
}

std::string Recorder::unique_name_locked(std::string_view name) {
    const int count = ++names_[std::string(name)];
    return count == 1 ? std::string(name) : std::string(name) + "#" + std::to_string(count);
}

void Recorder::name_task(TaskId id, std::string_view name) {
    const StringId text = tables_.intern(name).first;
    const std::scoped_lock lock{mutex_};
    task_names_.resize(std::max<std::size_t>(task_names_.size(), id + std::size_t{1}));
    task_names_[id] = text;
}

bool Recorder::is_called(const Event& event, std::string_view id) const {
    const std::scoped_lock lock{mutex_};
    const bool has_name = event.task != 0 && event.task < task_names_.size();
    return coroscope::is_called(
        event, tables_.string(thread_names_[event.thread - 1]),
        has_name ? tables_.string(task_names_[event.task]) : std::string_view{}, id);
}

void Recorder::seal() {
    const std::scoped_lock lock{mutex_};
    if (sealed_size_ || sealed_ns_) {
        return;
    }
    if (clock_.is_one_at_a_time()) {
        sealed_size_ = buffers_.empty() ? 0 : buffers_.front()->size();
    } else {
        sealed_ns_ = clock_.now_ns();
    }
}

Recording Recorder::recording(std::string_view about) const {
    const std::scoped_lock lock{mutex_};
    Recording result;
    result.strings = tables_.strings();
    result.strings.emplace_back(about);
    result.sites = tables_.sites();
    result.thread_names.insert(result.thread_names.end(), thread_names_.begin(),
                               thread_names_.end());
    result.task_names = task_names_;
    result.task_names.resize(std::max<std::size_t>(tasks_ + std::size_t{1}, task_names_.size()));
    const auto about_id = static_cast<StringId>(result.strings.size() - 1);
    result.events.push_back({.value = 1, .text = about_id, .thread = 1});
    for (const auto& buffer : buffers_) {
        buffer->copy_to(result.events);
    }
    if (sealed_size_) {
        result.events.resize(*sealed_size_ + 1);
    }
    if (buffers_.size() > 1) {
        std::stable_sort(result.events.begin() + 1, result.events.end(),
                         [](const Event& a, const Event& b) { return a.t_ns < b.t_ns; });
    }
    if (sealed_ns_) {
        std::erase_if(result.events, [&](const Event& event) { return event.t_ns > *sealed_ns_; });
    }
    return result;
}

}  // namespace coroscope::trace
