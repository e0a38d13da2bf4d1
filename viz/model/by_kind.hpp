// A property of every kind of event as a table: what is asked at every event is looked up, where a
// `switch` would jump.
#pragma once

#include <array>

#include "runtime/trace/event.hpp"

namespace coroscope::viz {

/// What `property` says of each kind, by its number.
template <class Property>
constexpr auto by_kind(const Property& property) {
    std::array<decltype(property(trace::Kind{})), trace::kind_count> table{};
    for (std::size_t kind = 0; kind < table.size(); ++kind) {
        table[kind] = property(static_cast<trace::Kind>(kind));
    }
    return table;
}

}  // namespace coroscope::viz
