// What a binary recording says in its chunks of tables: strings, source places, names, and which
// kinds its numbers mean. Tables grow along with the events: each chunk adds what the events after
// it need, so that what lies before a damaged place can be read without the rest.
#pragma once

#include <optional>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "runtime/trace/varint.hpp"

namespace coroscope::trace {

/// How much of a recording's tables there is already.
struct TableSizes {
    std::size_t strings = 1;
    std::size_t sites = 1;
    std::size_t tasks = 1;
    std::size_t threads = 1;
};

/// How much of them the events `first` … `last` (not included) and those before need.
TableSizes tables_for(const Recording& recording, std::size_t first, std::size_t last,
                      TableSizes from);

/// What lies between two sizes as the content of a chunk; the first one of a file also says what
/// the kinds are called and how many events are to come.
Bytes pack_tables(const Recording& recording, TableSizes from, TableSizes to, bool is_first);

/// What a reader knows of the file beyond the recording.
struct CoroContext {
    std::vector<std::optional<Kind>> kinds;  ///< by their number in the file; none: not known
    std::uint64_t events_to_come = 0;
};

/// Adds the content of a chunk. Throws Damaged.
void unpack_tables(const Bytes& content, Recording& recording, CoroContext& context);

}  // namespace coroscope::trace
