#include "viz/model/edit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/model/axis.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Kind;
using trace::Recording;

namespace {

std::string id_of(const Recording& recording, const Event& event) {
    if (event.task != 0 && event.task < recording.task_names.size()) {
        return std::string{recording.task_name(event.task)};
    }
    if (event.loop != 0) {
        return trace::loop_name(event.loop);
    }
    return event.thread < recording.thread_names.size()
               ? std::string{recording.thread_name(event.thread)}
               : std::string{};
}

bool is_there(const After& after, const Recording& recording) {
    return after.seq < recording.events.size() && recording.events[after.seq].kind == after.kind &&
           id_of(recording, recording.events[after.seq]) == after.id;
}

// Whether what acted with event `seq` comes before that moment.
bool is_before(std::size_t seq, const When& when, const Recording& recording) {
    if (const auto* at = std::get_if<At>(&when)) {
        return recording.events[seq].t_ns <= at->time.count();
    }
    const auto* after = std::get_if<After>(&when);
    // A sleep that is to block has not begun yet: it comes last.
    return after == nullptr || seq <= after->seq;
}

// Where a new one is to stand: behind all that have acted by its moment.
std::size_t place_of(const When& when, const Scenario& scenario, const Recording& recording) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
        const auto seq = acted_at(recording, i);
        if (seq && is_before(*seq, when, recording)) {
            place = i + 1;
        }
    }
    return place;
}

void insert(Scenario& scenario, std::size_t place, Intervention added) {
    const auto at = scenario.interventions.begin() + static_cast<std::ptrdiff_t>(place);
    scenario.interventions.insert(at, std::move(added));
}

}  // namespace

Edits edited(Edits edits, Scenario scenario) {
    if (scenario != edits.now) {
        edits.before.push_back(std::exchange(edits.now, std::move(scenario)));
        edits.after.clear();
    }
    return edits;
}

Edits undone(Edits edits) {
    if (!edits.before.empty()) {
        edits.after.push_back(std::exchange(edits.now, std::move(edits.before.back())));
        edits.before.pop_back();
    }
    return edits;
}

Edits redone(Edits edits) {
    if (!edits.after.empty()) {
        edits.before.push_back(std::exchange(edits.now, std::move(edits.after.back())));
        edits.after.pop_back();
    }
    return edits;
}

When moment_at(const Recording& recording, const Beats& beats, double position) {
    const auto last = static_cast<double>(beats.last());
    position = std::clamp(position, 0.0, last);
    const auto beat = static_cast<std::size_t>(position);
    const bool between = position > static_cast<double>(beat);
    if (between && beats[beat + 1].t_ns > beats[beat].t_ns) {
        return At{std::chrono::nanoseconds{std::llround(time_at(beats, position))}};
    }
    const std::size_t seq = beats[beat].seq;
    if (seq >= recording.events.size()) {
        return At{};
    }
    After after{seq, recording.events[seq].kind, id_of(recording, recording.events[seq]), 0};
    for (std::size_t each = 0; each <= seq; ++each) {
        const Event& event = recording.events[each];
        after.nth += event.kind == after.kind && id_of(recording, event) == after.id ? 1 : 0;
    }
    return after;
}

std::optional<double> position_of(const When& when, const Recording& recording,
                                  const Beats& beats) {
    if (const auto* at = std::get_if<At>(&when)) {
        return at->time.count() <= beats.duration_ns()
                   ? std::optional{position_of_time(beats, static_cast<double>(at->time.count()))}
                   : std::nullopt;
    }
    const auto* after = std::get_if<After>(&when);
    if (after == nullptr || !is_there(*after, recording)) {
        return std::nullopt;
    }
    return static_cast<double>(beats.beat_of_seq(after->seq));
}

std::optional<std::size_t> acted_at(const Recording& recording, std::size_t intervention) {
    const auto found =
        std::find_if(recording.events.begin(), recording.events.end(), [&](const Event& event) {
            return event.kind == Kind::intervention &&
                   event.value == static_cast<std::int64_t>(intervention);
        });
    return found == recording.events.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - recording.events.begin())};
}

namespace {

bool ends_wait(const Event& event) {
    return event.kind == Kind::select_end || event.kind == Kind::block_end;
}

// Events before anything of what `mine` does and `theirs` does not.
std::size_t untouched_events(const Scenario& mine, const Scenario& theirs,
                             const Recording& recording) {
    std::size_t promised = recording.events.size();
    std::vector<Intervention> others = theirs.interventions;
    for (std::size_t i = 0; i < mine.interventions.size(); ++i) {
        const Intervention& each = mine.interventions[i];
        if (const auto same = std::find(others.begin(), others.end(), each); same != others.end()) {
            others.erase(same);
            continue;
        }
        const auto seq = each.off ? std::nullopt : acted_at(recording, i);
        if (!seq) {
            continue;
        }
        std::size_t before = *seq;
        if (const auto* at = std::get_if<At>(&each.when)) {
            // What it ends is a wait, whose end comes before it.
            while (before > 0 && recording.events[before - 1].t_ns >= at->time.count()) {
                --before;
            }
        } else if (before > 0 && ends_wait(recording.events[before - 1])) {
            --before;
        }
        promised = std::min(promised, before);
    }
    return promised;
}

}  // namespace

std::size_t promised_prefix(const Scenario& before, const Recording& was, const Scenario& after,
                            const Recording& is) {
    return std::min(untouched_events(before, after, was), untouched_events(after, before, is));
}

Scenario with(Scenario scenario, Intervention added, const Recording& recording) {
    const std::size_t place = place_of(added.when, scenario, recording);
    insert(scenario, place, std::move(added));
    return scenario;
}

Scenario without(Scenario scenario, std::size_t index) {
    if (index < scenario.interventions.size()) {
        scenario.interventions.erase(scenario.interventions.begin() +
                                     static_cast<std::ptrdiff_t>(index));
    }
    return scenario;
}

Scenario switched(Scenario scenario, std::size_t index, bool on) {
    if (index < scenario.interventions.size()) {
        scenario.interventions[index].off = !on;
    }
    return scenario;
}

Scenario moved(Scenario scenario, std::size_t index, const When& when, const Recording& recording) {
    if (index >= scenario.interventions.size()) {
        return scenario;
    }
    Intervention taken = scenario.interventions[index];
    taken.when = when;
    taken.off = false;
    scenario.interventions[index].off = true;
    const std::size_t place = place_of(when, scenario, recording);
    scenario = without(std::move(scenario), index);
    insert(scenario, place > index ? place - 1 : place, std::move(taken));
    return scenario;
}

Scenario with_choice(Scenario scenario, std::string_view variant, std::string_view choice) {
    for (auto& [name, chosen] : scenario.variants) {
        if (name == variant) {
            chosen = choice;
            return scenario;
        }
    }
    scenario.variants.emplace_back(variant, choice);
    return scenario;
}

Scenario untouched(Scenario scenario) {
    scenario.interventions.clear();
    return scenario;
}

}  // namespace coroscope::viz
