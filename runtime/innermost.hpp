// What a person can complete, or make fail, for a task that waits: the plain future at the end of
// the chain of tasks that it awaits.
//
// Thread rule: the loop's own thread.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "runtime/task.hpp"
#include "runtime/trace/scenario.hpp"

namespace coroscope {

struct Innermost {
    Ref<FutureBase> future;           ///< null where there is none
    const TaskBase* who = nullptr;    ///< the last task of the chain
    Impossible why = Impossible::no;  ///< why there is none
};

/// `with_none`: it is to be completed with None.
Innermost innermost_of(const TaskBase& task, bool with_none);

/// The exception that `Type: message` names. Throws ValueError for what is not raisable_types().
std::exception_ptr make_exception(std::string_view text);

/// Why something cannot be done, in words; `who` is a task's name.
std::string reason(Impossible why, const std::string& who);

}  // namespace coroscope
