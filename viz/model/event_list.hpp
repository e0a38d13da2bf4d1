// The events of a recording as a list to read and to search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// What events are about: the groups to which the list can be narrowed.
enum class EventGroup : std::uint8_t { tasks, coroutines, loop, callbacks, threads, output };
inline constexpr std::size_t event_group_count = 6;

EventGroup group_of(trace::Kind kind);

/// A set of groups, one bit each. The empty one stands for all.
using EventGroups = std::uint8_t;
constexpr EventGroups bit_of(EventGroup group) {
    return static_cast<EventGroups>(1u << static_cast<unsigned>(group));
}

/// What an event says besides its kind: whom it is about, the other party, its text.
std::string event_text(const trace::Recording& recording, std::size_t seq);

/// The events of these groups in which every word of `filter` occurs (in the kind's name, the text
/// or what a task is called that it is about, as `work(2)`, whatever the case), by rising seq;
/// without words, all of them.
std::vector<std::size_t> matching_events(const trace::Recording& recording, std::string_view filter,
                                         EventGroups groups = 0);

/// The answer to the last search, so that it is not made anew for each frame. A long recording is
/// searched bit by bit, frame after frame.
class EventSearch {
public:
    /// Searches where anything has changed since, and goes on where it has not come to the end.
    void update(const trace::Recording& now, std::string_view wanted, EventGroups groups = 0);

    /// How many events are found by now, and which.
    [[nodiscard]] std::size_t size() const { return finds_all() ? events_ : found_.size(); }
    [[nodiscard]] std::size_t operator[](std::size_t index) const {
        return finds_all() ? index : found_[index];
    }
    /// How many of the found ones come before that event or are it.
    [[nodiscard]] std::size_t until(std::size_t seq) const;
    /// True while there is more to search.
    [[nodiscard]] bool searching() const { return searched_ < events_; }

private:
    // Then none is kept.
    [[nodiscard]] bool finds_all() const { return filter_.empty() && groups_ == 0; }

    const trace::Recording* recording_ = nullptr;
    std::size_t events_ = 0;  // how many there were
    std::string filter_;
    EventGroups groups_ = 0;
    std::size_t searched_ = 0;
    std::vector<trace::StringId> labels_;  // by task
    std::vector<std::uint32_t> found_;
};

}  // namespace coroscope::viz
