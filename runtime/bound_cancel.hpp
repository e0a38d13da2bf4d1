// `task.cancel` as a callback: the bound method of a task, as
// `loop.call_soon_threadsafe(task.cancel)` takes it. (The other bound methods are partials.)
//
// Thread rule: made anywhere; called on the task's loop.
#pragma once

#include "runtime/named.hpp"
#include "runtime/task.hpp"

namespace coroscope {

/// The bound method `task.cancel`, labelled as in recordings.
template <class T>
auto cancel_of(Task<T> task) {
    return detail::named("cancel", [task = std::move(task)] { task.cancel(); });
}

}  // namespace coroscope
