// The numbers that events carry instead of pointers, so that an event is a value that can be
// copied, stored and compared. Every number starts at 1 in each run; 0 means "none".
#pragma once

#include <compare>
#include <cstdint>

namespace coroscope::trace {

using TaskId = std::uint32_t;    ///< tasks, in the order of their creation
using LoopId = std::uint32_t;    ///< event loops: loop-1, loop-2, …
using ThreadId = std::uint32_t;  ///< operating-system threads; 1 is MainThread
using StringId = std::uint32_t;  ///< an entry of the recording's string table; 0 is the empty one
using SiteId = std::uint32_t;    ///< an entry of the recording's table of source places

/// What an event's second party is.
enum class PartyKind : std::uint32_t { none, task, future, handle, thread, conn, person };

/// The second party of an event (`other` in the file): always typed, as `task:Task-3`, `future:2`.
class Party {
public:
    static constexpr std::uint32_t max_number = (1u << 28) - 1;

    constexpr Party() = default;
    constexpr Party(PartyKind kind, std::uint32_t number)
        : word_{(static_cast<std::uint32_t>(kind) << 28) | (number & max_number)} {}

    static constexpr Party task(TaskId id) { return {PartyKind::task, id}; }
    static constexpr Party future(std::uint32_t number) { return {PartyKind::future, number}; }
    static constexpr Party handle(std::uint32_t number) { return {PartyKind::handle, number}; }
    static constexpr Party thread(ThreadId id) { return {PartyKind::thread, id}; }
    static constexpr Party conn(std::uint32_t number) { return {PartyKind::conn, number}; }
    static constexpr Party person() { return {PartyKind::person, 0}; }

    [[nodiscard]] constexpr PartyKind kind() const { return static_cast<PartyKind>(word_ >> 28); }
    [[nodiscard]] constexpr std::uint32_t number() const { return word_ & max_number; }
    constexpr explicit operator bool() const { return word_ != 0; }
    friend constexpr auto operator<=>(Party, Party) = default;

private:
    std::uint32_t word_ = 0;
};

}  // namespace coroscope::trace
