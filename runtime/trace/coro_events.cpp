#include "runtime/trace/coro_events.hpp"

#include <array>

#include "runtime/trace/coro_chunk.hpp"

namespace coroscope::trace {
namespace {

enum Column : std::uint8_t {
    kind = 1,
    time,
    thread,
    loop,
    task,
    text,
    site,
    other,
    has_value,  // a bit for each event
    value,      // of those that have one
    column_end
};
using Columns = std::array<std::span<const std::uint8_t>, column_end>;

constexpr std::size_t party_kinds = static_cast<std::size_t>(PartyKind::person) + 1;

/// Numbers of futures, handles … mostly follow the last one of their kind.
using LastNumbers = std::array<std::uint32_t, party_kinds>;

/// Deadlines are little more than the time; other values are small as they are.
std::int64_t likely_value(const Event& event) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::waits:
        case Kind::timer_set:
        case Kind::block_begin:
            return event.t_ns;
        default:
            return 0;
    }
}

void put_column(Bytes& out, Column column, const Bytes& content) {
    out.push_back(column);
    put_varint(out, content.size());
    out.insert(out.end(), content.begin(), content.end());
}

/// Throws Damaged unless everything that the event refers to is in the tables.
void check(const Event& event, const Recording& recording) {
    const Party party = event.other;
    const bool known_party =
        party.kind() == PartyKind::task     ? party.number() < recording.task_names.size()
        : party.kind() == PartyKind::thread ? party.number() < recording.thread_names.size()
                                            : true;
    if (!known_party || event.text >= recording.strings.size() ||
        event.site >= recording.sites.size() || event.task >= recording.task_names.size() ||
        event.thread >= recording.thread_names.size()) {
        throw Damaged{"an event is damaged"};
    }
}

/// Calls `set` with each event and its number from a column. Absent columns leave what is there.
template <class Set>
void each(const Columns& columns, Column column, std::span<Event> events, const Set& set) {
    if (columns[column].data() == nullptr) {
        return;
    }
    ByteReader in{columns[column]};
    for (Event& event : events) {
        set(event, in.varint());
    }
    if (!in.ok()) {
        throw Damaged{"a column is damaged"};
    }
}

void read_parties(const Columns& columns, std::span<Event> events) {
    LastNumbers last{};
    each(columns, other, events, [&](Event& event, std::uint64_t word) {
        const std::size_t party = word & 7;
        if (party >= party_kinds) {
            throw Damaged{"an event is damaged"};
        }
        if (party != 0) {
            last[party] += static_cast<std::uint32_t>(unzigzag(word >> 3));
            event.other = Party{static_cast<PartyKind>(party), last[party]};
        }
    });
}

void read_values(const Columns& columns, std::span<Event> events) {
    ByteReader in{columns[value]};
    const std::span<const std::uint8_t> bits = columns[has_value];
    for (std::size_t index = 0; index < events.size() && index / 8 < bits.size(); ++index) {
        if ((bits[index / 8] >> (index % 8) & 1) != 0) {
            events[index].value = sum(likely_value(events[index]), in.signed_varint());
        }
    }
    if (!in.ok()) {
        throw Damaged{"a column is damaged"};
    }
}

Columns columns_of(ByteReader& in) {
    Columns columns{};
    while (in.left() > 0) {
        const std::uint8_t column = in.byte();
        const std::span<const std::uint8_t> content = in.bytes(in.varint());
        if (column < column_end) {  // others are a later version's
            columns[column] = content;
        }
    }
    return columns;
}

}  // namespace

Bytes pack_events(const Recording& recording, std::size_t first, std::size_t last) {
    std::array<Bytes, column_end> columns;
    columns[has_value].resize((last - first + 7) / 8, 0);
    LastNumbers numbers{};
    std::int64_t last_ns = 0;
    std::int64_t last_task = 0;
    for (std::size_t seq = first; seq < last; ++seq) {
        const Event& event = recording.events[seq];
        columns[kind].push_back(static_cast<std::uint8_t>(event.kind));
        put_varint(columns[time], zigzag(difference(event.t_ns, last_ns)));
        last_ns = event.t_ns;
        put_varint(columns[thread], event.thread);
        put_varint(columns[loop], event.loop);
        put_varint(columns[task], zigzag(static_cast<std::int64_t>(event.task) - last_task));
        last_task = static_cast<std::int64_t>(event.task);
        put_varint(columns[text], event.text);
        put_varint(columns[site], event.site);
        const auto party = static_cast<std::size_t>(event.other.kind());
        const auto step = static_cast<std::int32_t>(event.other.number() - numbers[party]);
        put_varint(columns[other], party == 0 ? 0 : zigzag(step) << 3 | party);
        numbers[party] = event.other.number();
        if (event.has_value()) {
            const std::size_t index = seq - first;
            columns[has_value][index / 8] |= static_cast<std::uint8_t>(1u << index % 8);
            put_varint(columns[value], zigzag(difference(event.value, likely_value(event))));
        }
    }
    Bytes out;
    put_varint(out, last - first);
    for (std::uint8_t column = kind; column < column_end; ++column) {
        put_column(out, static_cast<Column>(column), columns[column]);
    }
    return out;
}

void unpack_events(const Bytes& content, const CoroContext& context, Recording& recording) {
    ByteReader in{content};
    const std::uint64_t count = in.varint();
    const Columns columns = columns_of(in);
    if (!in.ok() || columns[kind].size() != count) {
        throw Damaged{"a chunk of events is damaged"};
    }
    const std::size_t before = recording.events.size();
    recording.events.resize(before + static_cast<std::size_t>(count));
    const std::span<Event> events{recording.events.data() + before,
                                  static_cast<std::size_t>(count)};
    try {
        std::size_t unknown = 0;
        for (std::size_t index = 0; index < events.size(); ++index) {
            const std::uint8_t number = columns[kind][index];
            const bool known = number < context.kinds.size() && context.kinds[number];
            events[index].kind = known ? *context.kinds[number] : Kind::recording;
            unknown += known ? 0 : 1;
        }
        std::int64_t ns = 0;
        each(columns, time, events,
             [&](Event& event, std::uint64_t step) { event.t_ns = ns = sum(ns, unzigzag(step)); });
        each(columns, thread, events, [](Event& event, std::uint64_t id) {
            event.thread = static_cast<ThreadId>(id) & max_thread;
        });
        each(columns, loop, events, [](Event& event, std::uint64_t id) {
            event.loop = static_cast<LoopId>(id) & max_loop;
        });
        std::int64_t id = 0;
        each(columns, task, events, [&](Event& event, std::uint64_t step) {
            id += unzigzag(step);
            event.task = static_cast<TaskId>(id) & max_task;
        });
        each(columns, text, events, [](Event& event, std::uint64_t string) {
            event.text = static_cast<StringId>(string) & max_string;
        });
        each(columns, site, events, [](Event& event, std::uint64_t place) {
            event.site = static_cast<SiteId>(place) & max_site;
        });
        read_parties(columns, events);
        read_values(columns, events);
        for (const Event& event : events) {
            check(event, recording);
        }
        if (unknown > 0) {
            std::size_t kept = before;
            for (std::size_t index = 0; index < events.size(); ++index) {
                const std::uint8_t number = columns[kind][index];
                if (number < context.kinds.size() && context.kinds[number]) {
                    recording.events[kept++] = events[index];
                }
            }
            recording.events.resize(kept);
        }
    } catch (...) {
        recording.events.resize(before);  // all of a chunk or nothing
        throw;
    }
}

}  // namespace coroscope::trace
