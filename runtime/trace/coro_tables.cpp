#include "runtime/trace/coro_tables.hpp"

#include <algorithm>

#include "runtime/trace/coro_chunk.hpp"

namespace coroscope::trace {
namespace {

enum Section : std::uint8_t { kinds = 1, events, strings, sites, tasks, threads };

void put_text(Bytes& out, std::string_view text) {
    put_varint(out, text.size());
    out.insert(out.end(), text.begin(), text.end());
}

void put_section(Bytes& out, Section section, const Bytes& content) {
    out.push_back(section);
    put_varint(out, content.size());
    out.insert(out.end(), content.begin(), content.end());
}

std::string_view get_text(ByteReader& in) { return in.text(in.varint()); }

void add_names(ByteReader& in, std::vector<StringId>& names, const Recording& recording,
               std::size_t most) {
    while (in.left() > 0 && in.ok()) {
        const std::uint64_t id = in.varint();
        if (id >= recording.strings.size() || names.size() > most) {
            throw Damaged{"a name is damaged"};
        }
        names.push_back(static_cast<StringId>(id));
    }
}

void unpack_section(std::uint8_t section, ByteReader& in, Recording& recording,
                    CoroContext& context) {
    switch (section) {
        case kinds:
            while (in.left() > 0 && in.ok()) {
                context.kinds.push_back(kind_of(get_text(in)));
            }
            return;
        case events:
            context.events_to_come = in.varint();
            return;
        case strings:
            while (in.left() > 0 && in.ok()) {
                recording.strings.emplace_back(get_text(in));
            }
            return;
        case sites:
            while (in.left() > 0 && in.ok()) {
                const std::uint64_t file = in.varint();
                const std::uint64_t line = in.varint();
                if (file >= recording.strings.size() || recording.sites.size() > max_site) {
                    throw Damaged{"a place is damaged"};
                }
                recording.sites.push_back(
                    {static_cast<StringId>(file), static_cast<std::uint32_t>(line)});
            }
            return;
        case tasks:
            return add_names(in, recording.task_names, recording, max_task);
        case threads:
            return add_names(in, recording.thread_names, recording, max_thread);
        default:
            return;  // a later version's
    }
}

}  // namespace

TableSizes tables_for(const Recording& recording, std::size_t first, std::size_t last,
                      TableSizes from) {
    TableSizes to = from;
    const auto need = [](std::size_t& size, std::size_t id, std::size_t most) {
        size = std::min(std::max(size, id + 1), most);
    };
    for (std::size_t seq = first; seq < last; ++seq) {
        const Event& event = recording.events[seq];
        need(to.strings, event.text, recording.strings.size());
        need(to.sites, event.site, recording.sites.size());
        need(to.tasks, event.task, recording.task_names.size());
        need(to.threads, event.thread, recording.thread_names.size());
        if (event.other.kind() == PartyKind::task) {
            need(to.tasks, event.other.number(), recording.task_names.size());
        } else if (event.other.kind() == PartyKind::thread) {
            need(to.threads, event.other.number(), recording.thread_names.size());
        }
    }
    // Places and names are strings in their turn.
    for (std::size_t id = from.sites; id < to.sites; ++id) {
        need(to.strings, recording.sites[id].file, recording.strings.size());
    }
    for (std::size_t id = from.tasks; id < to.tasks; ++id) {
        need(to.strings, recording.task_names[id], recording.strings.size());
    }
    for (std::size_t id = from.threads; id < to.threads; ++id) {
        need(to.strings, recording.thread_names[id], recording.strings.size());
    }
    return to;
}

Bytes pack_tables(const Recording& recording, TableSizes from, TableSizes to, bool is_first) {
    Bytes out;
    Bytes section;
    const auto end_section = [&](Section id) {
        if (!section.empty()) {
            put_section(out, id, section);
            section.clear();
        }
    };
    if (is_first) {
        for (std::size_t kind = 0; kind < kind_count; ++kind) {
            put_text(section, kind_name(static_cast<Kind>(kind)));
        }
        end_section(kinds);
        put_varint(section, recording.events.size());
        end_section(events);
    }
    for (std::size_t id = from.strings; id < to.strings; ++id) {
        put_text(section, recording.strings[id]);
    }
    end_section(strings);
    for (std::size_t id = from.sites; id < to.sites; ++id) {
        put_varint(section, recording.sites[id].file);
        put_varint(section, recording.sites[id].line);
    }
    end_section(sites);
    for (std::size_t id = from.tasks; id < to.tasks; ++id) {
        put_varint(section, recording.task_names[id]);
    }
    end_section(tasks);
    for (std::size_t id = from.threads; id < to.threads; ++id) {
        put_varint(section, recording.thread_names[id]);
    }
    end_section(threads);
    return out;
}

void unpack_tables(const Bytes& content, Recording& recording, CoroContext& context) {
    ByteReader in{content};
    while (in.left() > 0) {
        const std::uint8_t section = in.byte();
        ByteReader inside{in.bytes(in.varint())};
        unpack_section(section, inside, recording, context);
        if (!in.ok() || !inside.ok()) {
            throw Damaged{"a table is damaged"};
        }
    }
    if (recording.strings.size() > max_string + std::size_t{1}) {
        throw Damaged{"a table is damaged"};
    }
}

}  // namespace coroscope::trace
