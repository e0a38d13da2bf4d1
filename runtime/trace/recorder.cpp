#include "runtime/trace/recorder.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "runtime/trace/scenario.hpp"

namespace coroscope::trace {

namespace {

constexpr std::string_view numbered = "Task-";

std::string numbered_name(std::uint32_t number) {
    return std::string(numbered) + std::to_string(number);
}

/// The number in a name like `Task-3`.
std::optional<std::uint32_t> number_in(std::string_view name) {
    std::uint32_t number = 0;
    if (!name.starts_with(numbered)) {
        return std::nullopt;
    }
    std::from_chars(name.data() + numbered.size(), name.data() + name.size(), number);
    return numbered_name(number) == name ? std::optional{number} : std::nullopt;
}

}  // namespace

Writer& Recorder::attach(std::string_view thread_name) {
    const std::scoped_lock lock{mutex_};
    thread_names_.push_back(tables_.intern(unique_name(thread_name)).first);
    if (buffers_.empty() || !clock_.is_one_at_a_time()) {
        buffers_.push_back(std::make_unique<Buffer>(limit_, watcher_ != nullptr));
    }
    writers_.push_back(std::make_unique<Writer>(
        *this, clock_, static_cast<ThreadId>(thread_names_.size()), *buffers_.back(), watcher_));
    detail::current_writer = writers_.back().get();
    return *writers_.back();
}

void Recorder::detach() { detail::current_writer = nullptr; }

std::string Recorder::unique_name(std::string_view name) {
    int& count = names_[std::string(name)];
    if (const auto number = number_in(name)) {
        note_numbers();
        count = std::max(count, numbers_.contains(*number) ? 1 : 0);
    }
    return ++count == 1 ? std::string(name) : std::string(name) + "#" + std::to_string(count);
}

// Somebody writes a name like `Task-3`: from now on those that go by a number are written as well,
// and those that did so before are known.
void Recorder::note_numbers() {
    if (!is_number_written_) {
        is_number_written_ = true;
        if (!has_rivals_) {  // else it is 0, and they read it meanwhile
            last_at_once_ = 0;
        }
        for (std::uint32_t id = 1; id <= tasks_; ++id) {
            if (const std::uint32_t number = name_at(id).number; number != 0) {
                numbers_.insert(number);
            }
        }
    }
}

TaskId Recorder::add_named(std::string_view name) {
    return add({.text = tables_.intern(unique_name(name)).first});
}

TaskId Recorder::add_task(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    return add_named(name);
}

TaskId Recorder::add_numbered(std::uint32_t number) {
    const std::scoped_lock lock{mutex_};
    return is_number_written_ ? add_named(numbered_name(number)) : add({.number = number});
}

std::string Recorder::name_of(TaskId id) const {
    const TaskName name = name_at(id);
    return name.number != 0 ? numbered_name(name.number) : std::string(tables_.string(name.text));
}

bool Recorder::is_called(const Event& event, std::string_view id) const {
    const std::scoped_lock lock{mutex_};
    const std::string task = event.task != 0 && event.task <= tasks_
                                 ? name_of(static_cast<TaskId>(event.task))
                                 : std::string{};
    return coroscope::is_called(event, tables_.string(thread_names_[event.thread - 1]), task, id);
}

std::string Recorder::task_name(TaskId id) const {
    const std::scoped_lock lock{mutex_};
    return name_of(id);
}

std::vector<Event> Recorder::read_on(Progress& progress) const {
    const std::scoped_lock lock{mutex_};
    progress.resize(buffers_.size());
    std::vector<Event> events;
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
        buffers_[i]->read_on(progress[i], events, clock_.ticks());
    }
    return events;
}

void Recorder::seal() {
    const std::scoped_lock lock{mutex_};
    if (std::exchange(is_sealed_, true)) {
        return;
    }
    if (!clock_.is_one_at_a_time()) {
        sealed_ns_ = clock_.now_ns();
    } else if (!buffers_.empty()) {
        buffers_.front()->seal();
    }
}

Recording Recorder::recording(std::string_view about) const {
    const std::scoped_lock lock{mutex_};
    // While threads run: what one of them did after this is left out, as the buffers are copied one
    // after the other, and it may follow from what the copy of another one has not.
    const std::int64_t now = clock_.now_ns();
    Recording result;
    result.events.emplace_back();
    for (const auto& buffer : buffers_) {
        Buffer::Progress from_its_beginning;
        buffer->read_on(from_its_beginning, result.events, clock_.ticks());
    }
    // After the events, which others may still append to: so the tables have all that these name.
    const std::uint32_t tasks = tasks_.load(std::memory_order_acquire);
    result.strings = tables_.strings();
    const std::size_t table_size = result.strings.size();
    result.strings.emplace_back(about);
    result.sites = tables_.sites();
    result.thread_names.insert(result.thread_names.end(), thread_names_.begin(),
                               thread_names_.end());
    const auto about_id = static_cast<StringId>(result.strings.size() - 1);
    const auto add = [&](std::string text) {
        const StringId known = tables_.find(text);
        if (known != 0 && known < table_size) {
            return known;
        }
        result.strings.push_back(std::move(text));
        return static_cast<StringId>(result.strings.size() - 1);
    };
    result.task_names.clear();
    result.task_names.push_back(0);
    for (std::uint32_t id = 1; id <= tasks; ++id) {
        const TaskName name = name_at(id);
        result.task_names.push_back(name.number != 0 ? add(numbered_name(name.number)) : name.text);
    }
    result.events.front() = {.value = 1, .text = about_id, .thread = 1};
    if (buffers_.size() > 1) {
        std::stable_sort(result.events.begin() + 1, result.events.end(),
                         [](const Event& a, const Event& b) { return a.t_ns < b.t_ns; });
    }
    if (!clock_.is_one_at_a_time()) {
        const std::int64_t last = sealed_ns_.value_or(now);
        std::erase_if(result.events, [&](const Event& event) { return event.t_ns > last; });
    }
    return result;
}

}  // namespace coroscope::trace
