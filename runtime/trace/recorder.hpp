// Records one run: gives each of its threads a Writer, numbers what the run creates, and makes
// the Recording when the run has ended.
//
// Thread rule: `attach`, `next_task` … may be called from any thread of the run; `recording` once
// all of them have ended or detached.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/trace/writer.hpp"

namespace coroscope::trace {

class Recorder {
public:
    explicit Recorder(const TimeSource& clock) : clock_{clock} {}

    /// A writer for the calling thread, which goes by that name; installs it as `writer()`.
    Writer& attach(std::string_view thread_name);

    /// Take the calling thread's writer away again; its events stay.
    static void detach();

    TaskId next_task() { return ++tasks_; }
    LoopId next_loop() { return ++loops_; }
    std::uint32_t next_future() { return ++futures_; }
    std::uint32_t next_handle() { return ++handles_; }

    /// A name that nobody else of this run has: `work(2)`, then `work(2)#2`.
    std::string unique_name(std::string_view name);

    /// All events in order: by time, ties in the order of the threads. `about` is the text of the
    /// first line, as `lesson=5 sleep=async clock=virtual language=cpp`.
    [[nodiscard]] Recording recording(std::string_view about) const;

private:
    const TimeSource& clock_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Writer>> writers_;
    std::vector<std::string> thread_names_;
    std::unordered_map<std::string, int> names_;
    std::atomic<std::uint32_t> tasks_ = 0;
    std::atomic<std::uint32_t> loops_ = 0;
    std::atomic<std::uint32_t> futures_ = 0;
    std::atomic<std::uint32_t> handles_ = 0;
};

}  // namespace coroscope::trace
