#include "viz/model/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace coroscope::viz {

std::string_view known_string(const trace::Recording& recording, StringId id) {
    return id < recording.strings.size() ? recording.string(id) : std::string_view{};
}

std::string seconds_text(double ns, int decimals) {
    if (ns >= static_cast<double>(INT64_MAX)) return "∞";
    return fmt::format("{:.{}f}", ns * 1e-9, decimals);
}

std::string asked_seconds(std::int64_t from_ns, std::int64_t until_ns) {
    if (is_never(until_ns)) return "inf";
    const double seconds =
        static_cast<double>(std::max<std::int64_t>(0, until_ns - from_ns)) * 1e-9;
    // Of what is shorter than a millisecond, the first digits are what was asked for.
    if (seconds < 0.001) return fmt::format("{:.2g}", seconds);
    return fmt::format("{}", std::round(seconds * 1000) / 1000);
}

std::string party_label(const trace::Recording& recording, const World& world, Party party) {
    switch (party.kind()) {
        case trace::PartyKind::task:
            if (party.number() < world.tasks.size()) {
                const Task& task = world.tasks[party.number()];
                return std::string{
                    known_string(recording, task.label != 0 ? task.label : task.name)};
            }
            if (party.number() >= recording.task_names.size()) return "?";
            break;
        case trace::PartyKind::thread:
            if (party.number() >= recording.thread_names.size()) return "?";
            return std::string{recording.thread_name(party.number())};
        case trace::PartyKind::future:
            return future_label(recording, party, world.seq);
        case trace::PartyKind::handle:
            for (const Loop& loop : world.loops) {
                if (loop.current == party && loop.current_label != 0)
                    return std::string{known_string(recording, loop.current_label)};
                for (const HandleList* list : {&loop.handles, &loop.timers})
                    if (const Handle* handle = list->find(party.number()))
                        return std::string{known_string(recording, handle->label)};
            }
            break;
        case trace::PartyKind::none:
        case trace::PartyKind::conn:
        case trace::PartyKind::person:
            break;
    }
    return trace::party_name(recording, party);
}

std::string_view without_class(std::string_view label) {
    const std::size_t dot = label.substr(0, label.find('(')).rfind('.');
    return dot == std::string_view::npos ? label : label.substr(dot + 1);
}

std::string future_label(const trace::Recording& recording, Party future, std::size_t seq) {
    // The calls that give a future, or wait for one of their own; others (a lock's, a thread's of
    // the executor) belong to no call of that name.
    constexpr std::array<std::string_view, 7> calls{
        "sleep", "gather", "shield", "wait", "wait_for", "run_coroutine_threadsafe", "submit"};
    // A future is waited for soon after it was made; a long search would cost every frame.
    constexpr std::size_t far = 2048;
    std::size_t at = std::min(seq + 1, recording.events.size());
    const std::size_t end = at > far ? at - far : 0;
    while (at-- > end) {
        const trace::Event& event = recording.events[at];
        if (event.kind != trace::Kind::future_new || event.other != future) continue;
        const std::string_view maker = known_string(recording, static_cast<StringId>(event.text));
        if (std::ranges::find(calls, maker) == calls.end()) break;
        return std::string{maker} + "()";
    }
    return "future " + std::to_string(future.number());
}

bool is_timer_of_asyncio(std::string_view label) {
    constexpr std::array<std::string_view, 6> callbacks{
        "_set_result_unless_cancelled", "_release_waiter",        "_on_timeout", "_start_serving",
        "_check_handshake_timeout",     "_check_shutdown_timeout"};
    return std::ranges::find(callbacks, label) != callbacks.end();
}

std::string blocking_call(std::string_view text, std::string_view argument) {
    const std::string_view call = text == "sleep"  ? "time.sleep"
                                  : text == "lock" ? "Lock.acquire"
                                                   : text;
    return fmt::format("{}({})", call, argument);
}

std::string blocking_call(const trace::Recording& recording, const Thread& thread) {
    const std::string_view call = known_string(recording, thread.blocked_in);
    const bool timed = call == "sleep" && thread.blocked_until != no_time;
    return blocking_call(
        call, timed ? asked_seconds(thread.blocked_since, thread.blocked_until) : std::string{});
}

}  // namespace coroscope::viz
