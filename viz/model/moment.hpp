// Moments of a program, named so that texts and tasks can speak of them: `print "waited 1"`.
//
//     MOMENT = KIND [TASK] ["TEXT"] [=VALUE] [@FROM..TO] [#N]
//
// KIND is an event's, TASK its label or name, TEXT its text (`*` stands for anything), VALUE its
// value, FROM and TO are seconds, and it is the N-th event of that kind (the first where nothing is
// said).
//
//     AT = ALTERNATIVE { " | " ALTERNATIVE }      ALTERNATIVE = [{NAME=CHOICE[,CHOICE]} ":"] MOMENT
//
// Of alternatives the first counts whose variants are those of the recording; with none, there is
// no moment.
//
// Thread rule: pure functions. Invariant: a recording alone decides; it says itself which variants
// ran.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

struct Moment {
    trace::Kind kind = trace::Kind::recording;
    std::string task;                   ///< label or name; empty: any, or none
    std::optional<std::string> text;    ///< a pattern with at most one `*`; none: any
    std::optional<std::int64_t> value;  ///< none: any
    std::int64_t from_ns = INT64_MIN;
    std::int64_t to_ns = INT64_MAX;
    std::size_t occurrence = 1;
};

/// The moment as it is written, or nothing where that cannot be read.
std::optional<Moment> parse_moment(std::string_view text);

/// The choice that ran for a variant; empty where the recording has no such variant.
std::string_view recorded_choice(const trace::Recording& recording, std::string_view variant);

/// The `seq` of the moment's event, or nothing where it does not happen.
std::optional<std::size_t> find_moment(const trace::Recording& recording, const Moment& moment);

/// The `seq`s of all events that the moment could be, whatever its occurrence.
std::vector<std::size_t> find_all(const trace::Recording& recording, const Moment& moment);

/// One alternative of an AT.
struct Alternative {
    std::vector<std::pair<std::string, std::vector<std::string>>> variants;  ///< name, choices
    Moment moment;
};

/// The alternatives as they are written; empty where that cannot be read.
std::vector<Alternative> parse_at(std::string_view at);

/// The `seq` of what an AT says of this recording, or nothing.
std::optional<std::size_t> find_at(const trace::Recording& recording, std::string_view at);

}  // namespace coroscope::viz
