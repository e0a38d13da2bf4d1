// What an event of a kind can mean to the tracks: which ones it can change, and whether it leaves
// an arrow or a mark, so that nothing else need be looked at after it.
//
// Invariant: a kind that is said to leave a track alone changes nothing of what `TrackBuilder`
// shows of it; the fold (change_task.cpp, change_loop.cpp) says what a kind does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "viz/model/by_kind.hpp"

namespace coroscope::viz {

enum class Reach : std::uint8_t {
    none,
    task,   ///< the event's task
    tasks,  ///< also the one that runs in its thread
    all     ///< also its thread, its loop, and the loop that runs in its thread
};

constexpr Reach reach_of_kind(trace::Kind kind) {
    using trace::Kind;
    switch (kind) {
        case Kind::thread_start:
        case Kind::thread_end:
        case Kind::block_begin:
        case Kind::block_end:
        case Kind::loop_new:
        case Kind::loop_run_begin:
        case Kind::loop_run_end:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::iteration_begin:
        case Kind::select_begin:
        case Kind::select_end:
            return Reach::all;
        case Kind::step_begin:
        case Kind::step_end:
            return Reach::tasks;
        case Kind::task_new:
        case Kind::task_renamed:
        case Kind::waits:
        case Kind::woken:
        case Kind::cancel_asked:
        case Kind::uncancel:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::destroyed_pending:
            return Reach::task;
        case Kind::recording:
        case Kind::call_soon:
        case Kind::call_threadsafe:
        case Kind::timer_set:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::handle_begin:
        case Kind::handle_end:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::never_awaited:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::callback_run:
        case Kind::exception_unretrieved:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::print:
        case Kind::line:
        case Kind::interrupt:
        case Kind::intervention:
            return Reach::none;
    }
    return Reach::all;
}

/// Does `TrackBuilder::note` do anything for it?
constexpr bool is_noted(trace::Kind kind) {
    using trace::Kind;
    switch (kind) {
        case Kind::thread_start:
        case Kind::block_begin:
        case Kind::loop_run_begin:
        case Kind::loop_run_end:
        case Kind::select_begin:
        case Kind::step_begin:
        case Kind::waits:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::handle_begin:
        case Kind::handle_end:
        case Kind::call_soon:
        case Kind::timer_set:
        case Kind::task_new:
        case Kind::woken:
        case Kind::call_threadsafe:
        case Kind::cancel_asked:
        case Kind::print:
        case Kind::interrupt:
        case Kind::intervention:
        case Kind::destroyed_pending:
        case Kind::never_awaited:
        case Kind::exception_unretrieved:
        case Kind::callback_run:
            return true;
        case Kind::recording:
        case Kind::thread_end:
        case Kind::block_end:
        case Kind::loop_new:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::iteration_begin:
        case Kind::select_end:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::task_renamed:
        case Kind::step_end:
        case Kind::uncancel:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::line:
            return false;
    }
    return false;
}

/// Does it begin or end that a loop or a task runs in a thread? Then it concerns the one that did
/// before, too.
constexpr bool changes_what_runs(trace::Kind kind) {
    using trace::Kind;
    return kind == Kind::step_begin || kind == Kind::step_end || kind == Kind::loop_run_begin ||
           kind == Kind::loop_run_end || kind == Kind::thread_end;
}

/// All of it, in a byte.
struct Meaning {
    Reach reach : 2;
    bool is_noted : 1;
    bool changes_what_runs : 1;
    bool calls_back : 1;  ///< a callback begins
};

inline Meaning meaning_of(trace::Kind kind) {
    static constexpr auto meanings = by_kind([](trace::Kind each) {
        return Meaning{reach_of_kind(each), is_noted(each), changes_what_runs(each),
                       each == trace::Kind::handle_begin};
    });
    return meanings[static_cast<std::size_t>(kind)];
}

/// What a beat may have changed, hardly anything twice. 0 is none.
template <class Id>
class ChangedIds {
public:
    void add(Id id) {
        if (id == 0 || id == last_) {
            return;
        }
        if (size_ == ids_.size()) {
            ids_.resize(std::max<std::size_t>(16, 2 * size_));
        }
        ids_[size_++] = id;
        last_ = id;
    }
    void clear() {
        size_ = 0;
        last_ = 0;
    }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] const Id* begin() const { return ids_.data(); }
    [[nodiscard]] const Id* end() const { return ids_.data() + size_; }

private:
    std::vector<Id> ids_;
    std::size_t size_ = 0;
    Id last_ = 0;
};

}  // namespace coroscope::viz
