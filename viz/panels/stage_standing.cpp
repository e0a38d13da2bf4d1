// Who stands in which column of the stage, and in which order (declared in stage_column.hpp).
#include <algorithm>
#include <compare>
#include <functional>

#include "viz/panels/stage_column.hpp"

namespace coroscope::viz {
namespace {

/// By what the tokens of a column are ordered.
struct Rank {
    std::int64_t first = 0;  ///< a deadline, or what is worth more than the time
    std::size_t since_seq = 0;
    Party party;
    friend auto operator<=>(const Rank&, const Rank&) = default;
};

void count_family(Standing& standing, const StageCast& cast, Party party) {
    if (party.kind() != trace::PartyKind::task || party.number() >= cast.family.size()) return;
    standing.families.resize(cast.families.size());
    ++standing.families[cast.family[party.number()]];
}

/// What stands on its token, as far as it can be long: a task's arguments are left out where there
/// is no room for them.
std::string long_name(const Loop& loop, const StageCast& cast, Party party) {
    if (party.kind() == trace::PartyKind::task) {
        if (party.number() >= cast.family.size()) return {};
        return cast.families[cast.family[party.number()]] + "()";
    }
    for (const HandleList* list : {&loop.handles, &loop.timers})
        if (const Handle* handle = list->find(party.number())) {
            const auto name = cast.callbacks.find(handle->label);
            return name != cast.callbacks.end() ? name->second : std::string{};
        }
    return {};
}

Standing named(Standing standing, const Loop& loop, const StageCast& cast) {
    for (const Party party : standing.some) standing.names.push_back(long_name(loop, cast, party));
    return standing;
}

/// The first of them by `before`, without sorting more than can be shown.
template <typename Before>
Standing first_of(std::vector<Rank>& ranks, const StageCast& cast, Before before) {
    const std::size_t count = std::min(ranks.size(), Standing::most);
    std::partial_sort(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(count),
                      ranks.end(), before);
    Standing standing{{}, ranks.size(), {}, {}};
    for (const Rank& rank : ranks) count_family(standing, cast, rank.party);
    for (std::size_t index = 0; index < count; ++index) standing.some.push_back(ranks[index].party);
    return standing;
}

/// The newest, the oldest of them first.
Standing newest_of(std::vector<Rank>& ranks, const StageCast& cast) {
    Standing standing = first_of(ranks, cast, std::greater<>{});
    std::reverse(standing.some.begin(), standing.some.end());
    return standing;
}

Standing queue_of(const Loop& loop, const StageCast& cast) {
    Standing standing{{}, loop.ready.size(), {}, {}};
    for (const Party party : loop.ready) {
        if (party == loop.current) {
            --standing.total;
            continue;
        }
        count_family(standing, cast, party);
        if (standing.some.size() < Standing::most) standing.some.push_back(party);
    }
    return standing;
}

}  // namespace

LaneContents lane_contents(const World& world, LoopId id, const StageCast& cast) {
    const std::vector<std::uint32_t>& own_timers = cast.own_timers;
    const Loop& loop = world.loops[id];
    std::vector<Rank> waiting;
    std::vector<Rank> done;
    std::vector<Rank> cancelled;
    for (const Task& task : world.tasks) {
        const Party party = Party::task(task.id);
        // What runs leaves the ring only when its step ends.
        if (task.id == 0 || task.loop != id || party == loop.current) continue;
        switch (task.state) {
            case TaskState::ready:
            case TaskState::running:
                break;
            case TaskState::waiting:
                waiting.push_back(
                    {task.deadline == no_time ? INT64_MAX : task.deadline, task.since_seq, party});
                break;
            case TaskState::done:
            case TaskState::failed:
                // A full shelf hides what is old, but not that something has failed.
                done.push_back({task.state == TaskState::failed ? 1 : 0, task.since_seq, party});
                break;
            case TaskState::cancelled:
            case TaskState::destroyed:
                cancelled.push_back({0, task.since_seq, party});
                break;
        }
    }
    for (const Handle& timer : loop.timers)
        if (std::binary_search(own_timers.begin(), own_timers.end(), timer.number))
            waiting.push_back({timer.deadline, 0, Party::handle(timer.number)});
    return {named(queue_of(loop, cast), loop, cast),
            named(first_of(waiting, cast, std::less<>{}), loop, cast),
            named(newest_of(done, cast), loop, cast),
            named(newest_of(cancelled, cast), loop, cast)};
}

}  // namespace coroscope::viz
