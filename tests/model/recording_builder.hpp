// Makes recordings by hand, one event a call, in the words of EVENTS.md:
//
//     RecordingBuilder run;
//     run.loop_new().task_new(1, "work(1)").step_begin(1).waits(1, "sleep").step_end(1, "waits");
//     run.at(1.0).woken(1);
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz::test {

class RecordingBuilder {
public:
    explicit RecordingBuilder(std::string_view about = "lesson=0 clock=virtual language=cpp");

    /// What follows happens at that time (seconds), on that thread, with that loop.
    RecordingBuilder& at(double seconds);
    RecordingBuilder& on(trace::ThreadId thread, std::string_view name = "");
    RecordingBuilder& in(trace::LoopId loop);
    /// The next event alone carries that line of lesson.cpp.
    RecordingBuilder& line(std::uint32_t number);

    /// Any event; the fields that are not given come from what was said before.
    RecordingBuilder& event(trace::Kind kind, std::string_view text = "", trace::Party other = {},
                            std::int64_t value = trace::no_value, trace::TaskId task = 0);

    RecordingBuilder& thread_start(trace::ThreadId thread, std::string_view name,
                                   trace::ThreadId starter = 1);
    RecordingBuilder& thread_end() { return event(trace::Kind::thread_end); }
    RecordingBuilder& block_begin(std::string_view in, double until, trace::TaskId task = 0);
    RecordingBuilder& block_end(trace::TaskId task = 0);
    RecordingBuilder& loop_new() { return event(trace::Kind::loop_new); }
    RecordingBuilder& run_begin(std::string_view call, trace::Party until = {}) {
        return event(trace::Kind::loop_run_begin, call, until);
    }
    RecordingBuilder& run_end(std::string_view exception = "") {
        return event(trace::Kind::loop_run_end, exception);
    }
    RecordingBuilder& stop() { return event(trace::Kind::loop_stop); }
    RecordingBuilder& close() { return event(trace::Kind::loop_close, "", {}, 0); }
    RecordingBuilder& iteration(std::int64_t ready) {
        return event(trace::Kind::iteration_begin, "", {}, ready);
    }
    RecordingBuilder& select_begin(double timeout);
    RecordingBuilder& select_end() { return event(trace::Kind::select_end, "timeout", {}, 0); }
    RecordingBuilder& call_soon(std::uint32_t handle, std::string_view label);
    RecordingBuilder& call_threadsafe(std::uint32_t handle, std::string_view label);
    RecordingBuilder& timer_set(std::uint32_t handle, double due, std::string_view label = "wake");
    RecordingBuilder& timer_due(std::uint32_t handle);
    RecordingBuilder& timer_cancel(std::uint32_t handle);
    RecordingBuilder& handle_begin(std::uint32_t handle, std::string_view label = "");
    RecordingBuilder& handle_end(std::uint32_t handle);
    RecordingBuilder& task_new(trace::TaskId task, std::string_view label, trace::TaskId by = 0);
    RecordingBuilder& step_begin(trace::TaskId task, std::string_view thrown = "");
    RecordingBuilder& waits(trace::TaskId task, std::string_view for_what, trace::Party on = {},
                            double deadline = -1);
    RecordingBuilder& step_end(trace::TaskId task, std::string_view how);
    RecordingBuilder& woken(trace::TaskId task, trace::Party by = {});
    RecordingBuilder& cancel_asked(trace::TaskId task, bool accepted, trace::Party by = {});
    RecordingBuilder& future_done(std::uint32_t future, std::string_view how = "result");
    RecordingBuilder& done(trace::TaskId task, std::string_view result = "None");
    RecordingBuilder& failed(trace::TaskId task, std::string_view what);
    RecordingBuilder& cancelled(trace::TaskId task);
    RecordingBuilder& destroyed(trace::TaskId task);
    RecordingBuilder& print(std::string_view text, trace::TaskId task = 0);
    RecordingBuilder& interrupt() { return event(trace::Kind::interrupt); }

    /// What has been said so far.
    [[nodiscard]] const trace::Recording& recording() const { return recording_; }
    /// The number of the last event.
    [[nodiscard]] std::size_t seq() const { return recording_.events.size() - 1; }
    /// The number of that string.
    trace::StringId intern(std::string_view text);

private:
    trace::Recording recording_;
    std::unordered_map<std::string, trace::StringId> string_ids_{{"", 0}};
    std::unordered_map<std::uint32_t, trace::SiteId> site_ids_;
    std::int64_t t_ns_ = 0;
    trace::ThreadId thread_ = 1;
    trace::LoopId loop_ = 1;
    trace::SiteId site_ = 0;
};

}  // namespace coroscope::viz::test
