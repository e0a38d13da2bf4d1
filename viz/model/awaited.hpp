// Whom a task waits for where its own future does not say it: the tasks of a `gather` or `wait`,
// the one of a `wait_for`. They are found by the callbacks that are hung on them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The one that a `wait_for` of the task waits for, a task or a future; of any other wait nobody.
/// `seq` is the event with which the task came to rest.
Party awaited_alone(const trace::Recording& recording, TaskId task, std::size_t seq);

/// Those that a `wait` or `gather` of the task waits for together, or its `wait_for` for: that one
/// alone, or the members where it is a gather. Empty where they cannot be known: of a step so long
/// that its beginning is out of sight some would be missing.
std::vector<Party> awaited_together(const trace::Recording& recording, TaskId task,
                                    std::size_t seq);

/// What that `waits` event is for, in a word: its own, but `condition_lock` or `barrier_lock` where
/// the same await has waited for the condition or the barrier before, which takes its lock again.
std::string_view awaited_word(const trace::Recording& recording, const trace::Event& waits);
/// The same of the wait that began in the task's step that ended with `seq`; empty where none did.
std::string_view awaited_word(const trace::Recording& recording, TaskId task, std::size_t seq);

/// `wait` or `as_completed`: whose `_on_completion` hangs on that task or future; empty where the
/// last events do not tell.
std::string_view call_that_watches(const trace::Recording& recording, Party party, std::size_t seq);

/// Is that task or future finished at that moment? Of a future the last events are looked through.
bool has_ended(const trace::Recording& recording, const World& world, Party party);

/// Is it finished because it was cancelled?
bool was_cancelled(const trace::Recording& recording, const World& world, Party party);

}  // namespace coroscope::viz
