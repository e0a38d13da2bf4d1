#include "tests/model/recording_builder.hpp"

#include <cmath>

namespace coroscope::viz::test {

using trace::Kind;
using trace::Party;

namespace {
std::int64_t nanoseconds(double seconds) { return std::llround(seconds * 1e9); }
}  // namespace

RecordingBuilder::RecordingBuilder(std::string_view about) {
    recording_.thread_names.push_back(intern("MainThread"));
    loop_ = 0;
    event(Kind::recording, about, {}, 1);
    loop_ = 1;
}

RecordingBuilder& RecordingBuilder::at(double seconds) {
    t_ns_ = nanoseconds(seconds);
    return *this;
}

RecordingBuilder& RecordingBuilder::on(trace::ThreadId thread, std::string_view name) {
    thread_ = thread;
    if (thread >= recording_.thread_names.size()) {
        recording_.thread_names.resize(thread + 1, 0);
        recording_.thread_names[thread] = intern(name);
    }
    return *this;
}

RecordingBuilder& RecordingBuilder::in(trace::LoopId loop) {
    loop_ = loop;
    return *this;
}

RecordingBuilder& RecordingBuilder::line(std::uint32_t number) {
    const auto next = static_cast<trace::SiteId>(recording_.sites.size());
    const auto [found, is_new] = site_ids_.try_emplace(number, next);
    if (is_new) {
        recording_.sites.push_back({intern("lessons/00_test/lesson.cpp"), number});
    }
    site_ = found->second;
    return *this;
}

RecordingBuilder& RecordingBuilder::event(Kind kind, std::string_view text, Party other,
                                          std::int64_t value, trace::TaskId task) {
    trace::Event event;
    event.t_ns = t_ns_;
    event.value = value;
    event.task = task;
    event.text = intern(text);
    event.site = site_;
    event.other = other;
    event.thread = thread_;
    event.loop = loop_;
    event.kind = kind;
    site_ = 0;
    recording_.events.push_back(event);
    return *this;
}

RecordingBuilder& RecordingBuilder::thread_start(trace::ThreadId thread, std::string_view name,
                                                 trace::ThreadId starter) {
    return on(thread, name).event(Kind::thread_start, "", Party::thread(starter));
}

RecordingBuilder& RecordingBuilder::block_begin(std::string_view in, double until,
                                                trace::TaskId task) {
    return event(Kind::block_begin, in, {}, nanoseconds(until), task);
}

RecordingBuilder& RecordingBuilder::block_end(trace::TaskId task) {
    return event(Kind::block_end, "", {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::select_begin(double timeout) {
    return event(Kind::select_begin, "", {}, nanoseconds(timeout));
}

RecordingBuilder& RecordingBuilder::call_soon(std::uint32_t handle, std::string_view label) {
    return event(Kind::call_soon, label, Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::call_threadsafe(std::uint32_t handle, std::string_view label) {
    return event(Kind::call_threadsafe, label, Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::timer_set(std::uint32_t handle, double due,
                                              std::string_view label) {
    return event(Kind::timer_set, label, Party::handle(handle), nanoseconds(due));
}

RecordingBuilder& RecordingBuilder::timer_due(std::uint32_t handle) {
    return event(Kind::timer_due, "", Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::timer_cancel(std::uint32_t handle) {
    return event(Kind::timer_cancel, "", Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::handle_begin(std::uint32_t handle, std::string_view label) {
    return event(Kind::handle_begin, label, Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::handle_end(std::uint32_t handle) {
    return event(Kind::handle_end, "", Party::handle(handle));
}

RecordingBuilder& RecordingBuilder::task_new(trace::TaskId task, std::string_view label,
                                             trace::TaskId by) {
    if (task >= recording_.task_names.size()) {
        recording_.task_names.resize(task + 1, 0);
    }
    recording_.task_names[task] = intern("Task-" + std::to_string(task));
    return event(Kind::task_new, label, by == 0 ? Party{} : Party::task(by), trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::step_begin(trace::TaskId task, std::string_view thrown) {
    return event(Kind::step_begin, thrown, {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::waits(trace::TaskId task, std::string_view for_what, Party on,
                                          double deadline) {
    return event(Kind::waits, for_what, on, deadline < 0 ? trace::no_value : nanoseconds(deadline),
                 task);
}

RecordingBuilder& RecordingBuilder::step_end(trace::TaskId task, std::string_view how) {
    return event(Kind::step_end, how, {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::woken(trace::TaskId task, Party by) {
    return event(Kind::woken, "", by, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::cancel_asked(trace::TaskId task, bool accepted, Party by) {
    return event(Kind::cancel_asked, "", by, accepted ? 1 : 0, task);
}

RecordingBuilder& RecordingBuilder::future_done(std::uint32_t future, std::string_view how) {
    return event(Kind::future_done, how, Party::future(future));
}

RecordingBuilder& RecordingBuilder::done(trace::TaskId task, std::string_view result) {
    return event(Kind::task_done, result, {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::failed(trace::TaskId task, std::string_view what) {
    return event(Kind::task_failed, what, {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::cancelled(trace::TaskId task) {
    return event(Kind::task_cancelled, "", {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::destroyed(trace::TaskId task) {
    return event(Kind::destroyed_pending, "", {}, trace::no_value, task);
}

RecordingBuilder& RecordingBuilder::print(std::string_view text, trace::TaskId task) {
    return event(Kind::print, text, {}, trace::no_value, task);
}

trace::StringId RecordingBuilder::intern(std::string_view text) {
    const auto next = static_cast<trace::StringId>(recording_.strings.size());
    const auto [found, is_new] = string_ids_.try_emplace(std::string{text}, next);
    if (is_new) {
        recording_.strings.emplace_back(text);
    }
    return found->second;
}

}  // namespace coroscope::viz::test
