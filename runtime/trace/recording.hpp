// The immutable list of events of one run with the tables that they refer to: what the window
// folds, the files hold and the conformance tests compare.
//
// Thread rule: a value; read it from any thread, change it from none once it is published.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/event.hpp"

namespace coroscope::trace {

/// A line of the program's own files.
struct Site {
    StringId file = 0;
    std::uint32_t line = 0;
    friend bool operator==(const Site&, const Site&) = default;
};

struct Recording {
    std::vector<Event> events;              ///< in the order of `seq`: 0, 1, 2, …
    std::vector<std::string> strings{""};   ///< by StringId
    std::vector<Site> sites{Site{}};        ///< by SiteId
    std::vector<StringId> task_names{0};    ///< by TaskId: the name at creation (`Task-3`, `b#2`)
    std::vector<StringId> thread_names{0};  ///< by ThreadId: `MainThread`, `Thread-1 (work)`

    /// The string of that number; the empty one for 0.
    [[nodiscard]] std::string_view string(StringId id) const { return strings[id]; }
    [[nodiscard]] std::string_view text(const Event& event) const { return strings[event.text]; }
    [[nodiscard]] std::string_view task_name(TaskId id) const { return strings[task_names[id]]; }
    [[nodiscard]] std::string_view thread_name(ThreadId id) const {
        return strings[thread_names[id]];
    }
    [[nodiscard]] std::string_view file(const Event& event) const {
        return strings[sites[event.site].file];
    }
    /// The source line of the event, or 0.
    [[nodiscard]] std::uint32_t line(const Event& event) const { return sites[event.site].line; }
};

/// The name of a loop in files and on screen: `loop-1`.
std::string loop_name(LoopId id);

/// The second party as files have it (`task:Task-3`, `future:2`, `person`), empty for none.
std::string party_name(const Recording& recording, Party party);

}  // namespace coroscope::trace
