// The tasks of a run by the names that a person calls them: `Task-3`, or the label `work(2)`; a
// label that occurs again is `work(2)#2`. It reads them in the run's recording, where somebody
// asks: most runs never do, and what a new task costs is theirs.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/trace/recorder.hpp"

namespace coroscope {

// Thread rule: any thread of the run.
class TaskDirectory {
public:
    /// Null where nothing is recorded, and nobody asks.
    explicit TaskDirectory(const trace::Recorder* recorder) : recorder_{recorder} {}

    struct Entry {
        trace::TaskId id;
        trace::LoopId loop;  ///< that it belongs to
        std::string name;    ///< that it has now
    };
    /// Nothing where no task ever had that name or label. It knows all that was recorded by now.
    [[nodiscard]] std::optional<Entry> find(std::string_view name_or_label) const;

private:
    struct Known {
        trace::StringId label = 0;
        trace::LoopId loop = 0;                     ///< 0: nothing is known of it yet
        std::optional<trace::StringId> new_name{};  ///< none: that which it was created with
    };
    /// How far somebody has looked for a name, and what was found.
    struct Search {
        std::size_t next = 1;  // the TaskId
        std::optional<std::size_t> by_name;
        std::optional<std::size_t> by_label;
        std::unordered_map<std::string_view, int> label_counts;
    };
    void read_on() const;
    void take(const trace::Event& event) const;
    void go_on(Search& search, std::string_view name_or_label) const;

    const trace::Recorder* recorder_;
    mutable std::mutex mutex_;  // of what follows
    mutable trace::Recorder::Progress progress_;
    mutable std::vector<Known> known_;  // by TaskId
    mutable std::unordered_map<std::string, Search> searches_;
};

}  // namespace coroscope
