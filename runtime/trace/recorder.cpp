#include "runtime/trace/recorder.hpp"

#include <algorithm>

namespace coroscope::trace {
namespace {

/// Puts strings of several writers into one recording's table.
class Tables {
public:
    explicit Tables(Recording& recording) : recording_{recording} {
        recording_.strings.clear();
        for (std::string_view word : words) {
            intern(word);
        }
    }

    StringId intern(std::string_view text) {
        auto [found, is_new] = ids_.try_emplace(std::string(text), recording_.strings.size());
        if (is_new) {
            recording_.strings.emplace_back(text);
        }
        return static_cast<StringId>(found->second);
    }

private:
    Recording& recording_;
    std::unordered_map<std::string, std::size_t> ids_;
};

}  // namespace

Writer& Recorder::attach(std::string_view thread_name) {
    const std::scoped_lock lock{mutex_};
    thread_names_.emplace_back(thread_name);
    writers_.push_back(
        std::make_unique<Writer>(*this, clock_, static_cast<ThreadId>(thread_names_.size())));
    detail::current_writer = writers_.back().get();
    return *writers_.back();
}

void Recorder::detach() { detail::current_writer = nullptr; }

std::string Recorder::unique_name(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    const int count = ++names_[std::string(name)];
    return count == 1 ? std::string(name) : std::string(name) + "#" + std::to_string(count);
}

Recording Recorder::recording(std::string_view about) const {
    const std::scoped_lock lock{mutex_};
    Recording result;
    Tables tables{result};
    result.events.push_back({.value = 1, .text = tables.intern(about), .thread = 1});
    for (const std::string& name : thread_names_) {
        result.thread_names.push_back(tables.intern(name));
    }
    result.task_names.resize(tasks_ + 1);
    for (const auto& writer : writers_) {
        std::vector<StringId> strings;
        for (const std::string& text : writer->strings_) {
            strings.push_back(tables.intern(text));
        }
        const auto first_site = static_cast<SiteId>(result.sites.size() - 1);
        for (std::size_t i = 1; i < writer->sites_.size(); ++i) {
            result.sites.push_back({strings[writer->sites_[i].file], writer->sites_[i].line});
        }
        for (const auto& [task, name] : writer->task_names_) {
            result.task_names[task] = strings[name];
        }
        for (const auto& chunk : writer->chunks_) {
            for (std::size_t i = 0; i < chunk->used; ++i) {
                Event event = chunk->events[i];
                event.text = strings[event.text];
                event.site = event.site == 0 ? 0 : event.site + first_site;
                result.events.push_back(event);
            }
        }
    }
    // Each writer's events are in order already, and so is the result of a single one.
    std::stable_sort(result.events.begin() + 1, result.events.end(),
                     [](const Event& a, const Event& b) { return a.t_ns < b.t_ns; });
    return result;
}

}  // namespace coroscope::trace
