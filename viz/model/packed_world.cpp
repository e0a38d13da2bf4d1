#include "viz/model/packed_world.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace coroscope::viz {
namespace {

using trace::ByteReader;
using trace::Bytes;
using trace::put_varint;

/// The numbers of a task that are mostly 0, or close to those of the task before.
enum Field : std::uint8_t {
    label,
    name,
    loop,
    created_by,
    created_at,
    created_ns,
    since_seq,
    since_ns,
    waits_for,
    awaits,
    deadline,
    await_site,
    thrown_in,
    outcome,
    steps,
    cancel_requests,
    field_count
};
using Fields = std::array<std::int64_t, field_count>;

std::int64_t word_of(Party party) {
    return (static_cast<std::int64_t>(party.kind()) << 28) | party.number();
}

Party party_of(std::int64_t word) {
    return {static_cast<trace::PartyKind>(word >> 28), static_cast<std::uint32_t>(word)};
}

template <class Id>
Id id_of(std::int64_t value) {
    return static_cast<Id>(value);
}

/// Absent ones are 0 here: a deadline counts from its absence. A state is entered at the time of
/// the event that brought it, which is therefore left out; without an event it is as it is.
Fields fields_of(const Task& task) {
    return {task.label,
            task.name,
            task.loop,
            task.created_by,
            task.created_at,
            task.created_ns,
            static_cast<std::int64_t>(task.since_seq),
            task.since_seq == 0 ? task.since_ns : 0,
            task.waits_for,
            word_of(task.awaits),
            trace::difference(task.deadline, no_time),
            task.await_site,
            task.thrown_in,
            task.outcome,
            task.steps,
            task.cancel_requests};
}

constexpr std::uint8_t is_there = 1 << 3;
constexpr std::uint8_t must_cancel = 1 << 4;
constexpr std::uint8_t woken_by_cancel = 1 << 5;

void pack_tasks(Bytes& out, const World& world) {
    constexpr std::size_t head_size = 3;
    Fields last{};  // of each, the last that was not 0
    put_varint(out, world.tasks.size());
    for (const Task& task : world.tasks) {
        // A task at a time: a vector that grows byte by byte takes longer than all the rest.
        std::array<std::uint8_t, head_size + field_count * trace::most_varint_bytes> packed;
        std::uint8_t* at = packed.data() + head_size;
        unsigned mask = 0;
        const Fields fields = fields_of(task);
        for (std::size_t field = 0; field < field_count; ++field) {
            if (fields[field] != 0) {
                mask |= 1u << field;
                at = trace::put_varint(
                    at, trace::zigzag(trace::difference(fields[field], last[field])));
                last[field] = fields[field];
            }
        }
        packed[0] = static_cast<std::uint8_t>(
            static_cast<unsigned>(task.state) | (task.id != 0 ? is_there : 0u) |
            (task.must_cancel ? must_cancel : 0u) | (task.woken_by_cancel ? woken_by_cancel : 0u));
        packed[1] = static_cast<std::uint8_t>(mask);
        packed[2] = static_cast<std::uint8_t>(mask >> 8);
        out.insert(out.end(), packed.data(), at);
    }
}

void unpack_tasks(ByteReader& in, World& world, const trace::Recording& recording) {
    Fields last{};
    world.tasks.resize(in.varint());
    for (std::size_t id = 0; id < world.tasks.size(); ++id) {
        const std::uint8_t head = in.byte();
        unsigned mask = in.byte();
        mask |= static_cast<unsigned>(in.byte()) << 8;
        Fields fields{};
        for (; mask != 0; mask &= mask - 1) {
            const auto field = static_cast<std::size_t>(std::countr_zero(mask));
            fields[field] = last[field] = trace::sum(last[field], in.signed_varint());
        }
        const auto seq = static_cast<std::size_t>(fields[since_seq]);
        world.tasks[id] = {(head & is_there) != 0 ? static_cast<TaskId>(id) : 0,
                           id_of<StringId>(fields[label]),
                           id_of<StringId>(fields[name]),
                           id_of<LoopId>(fields[loop]),
                           static_cast<TaskState>(head & 7),
                           id_of<TaskId>(fields[created_by]),
                           id_of<SiteId>(fields[created_at]),
                           fields[created_ns],
                           seq == 0 ? fields[since_ns] : recording.events[seq].t_ns,
                           seq,
                           id_of<StringId>(fields[waits_for]),
                           party_of(fields[awaits]),
                           trace::sum(fields[deadline], no_time),
                           id_of<SiteId>(fields[await_site]),
                           id_of<StringId>(fields[thrown_in]),
                           id_of<StringId>(fields[outcome]),
                           id_of<std::uint32_t>(fields[steps]),
                           id_of<std::uint32_t>(fields[cancel_requests]),
                           (head & must_cancel) != 0,
                           (head & woken_by_cancel) != 0};
    }
}

void pack_handles(Bytes& out, const HandleList& handles) {
    Handle last;
    put_varint(out, handles.size());
    const auto put = [&](std::int64_t value, std::int64_t before) {
        put_varint(out, trace::zigzag(trace::difference(value, before)));
    };
    for (const Handle& handle : handles) {
        put(handle.number, last.number);
        put(handle.label, last.label);
        put(handle.deadline, last.deadline);
        put(handle.site, last.site);
        last = handle;
    }
}

void unpack_handles(ByteReader& in, HandleList& handles) {
    Handle last;
    handles.clear();
    for (std::uint64_t left = in.varint(); left > 0; --left) {
        const auto next = [&](std::int64_t before) {
            return trace::sum(before, in.signed_varint());
        };
        last.number = id_of<std::uint32_t>(next(last.number));
        last.label = id_of<StringId>(next(last.label));
        last.deadline = next(last.deadline);
        last.site = id_of<SiteId>(next(last.site));
        handles.push_back(last);
    }
}

void pack_loop(Bytes& out, const Loop& loop) {
    for (const std::int64_t value :
         {std::int64_t{loop.id}, static_cast<std::int64_t>(loop.activity),
          std::int64_t{loop.thread}, std::int64_t{loop.run_call}, word_of(loop.until),
          std::int64_t{loop.iteration}, std::int64_t{loop.iterations_before},
          std::int64_t{loop.stopping}, word_of(loop.current), std::int64_t{loop.current_label},
          trace::difference(loop.select_until, no_time)}) {
        put_varint(out, static_cast<std::uint64_t>(value));
    }
    put_varint(out, loop.ready.size());
    std::int64_t last = 0;
    for (const Party party : loop.ready) {
        put_varint(out, trace::zigzag(word_of(party) - last));
        last = word_of(party);
    }
    pack_handles(out, loop.handles);
    pack_handles(out, loop.timers);
}

void unpack_loop(ByteReader& in, Loop& loop) {
    const auto next = [&] { return static_cast<std::int64_t>(in.varint()); };
    loop.id = id_of<LoopId>(next());
    loop.activity = static_cast<LoopActivity>(next());
    loop.thread = id_of<ThreadId>(next());
    loop.run_call = id_of<StringId>(next());
    loop.until = party_of(next());
    loop.iteration = id_of<std::uint32_t>(next());
    loop.iterations_before = id_of<std::uint32_t>(next());
    loop.stopping = next() != 0;
    loop.current = party_of(next());
    loop.current_label = id_of<StringId>(next());
    loop.select_until = trace::sum(next(), no_time);
    loop.ready.clear();
    std::int64_t last = 0;
    for (std::uint64_t left = in.varint(); left > 0; --left) {
        last += in.signed_varint();
        loop.ready.push_back(party_of(last));
    }
    unpack_handles(in, loop.handles);
    unpack_handles(in, loop.timers);
}

void pack_thread(Bytes& out, const Thread& thread) {
    for (const std::int64_t value :
         {std::int64_t{thread.id}, std::int64_t{thread.started}, std::int64_t{thread.ended},
          std::int64_t{thread.running_loop}, std::int64_t{thread.current_task},
          std::int64_t{thread.blocked_in}, word_of(thread.blocked_on),
          trace::difference(thread.blocked_since, no_time),
          trace::difference(thread.blocked_until, no_time), std::int64_t{thread.exception},
          word_of(thread.last_cancelled), std::int64_t{thread.site}}) {
        put_varint(out, static_cast<std::uint64_t>(value));
    }
}

void unpack_thread(ByteReader& in, Thread& thread) {
    const auto next = [&] { return static_cast<std::int64_t>(in.varint()); };
    thread.id = id_of<ThreadId>(next());
    thread.started = next() != 0;
    thread.ended = next() != 0;
    thread.running_loop = id_of<LoopId>(next());
    thread.current_task = id_of<TaskId>(next());
    thread.blocked_in = id_of<StringId>(next());
    thread.blocked_on = party_of(next());
    thread.blocked_since = trace::sum(next(), no_time);
    thread.blocked_until = trace::sum(next(), no_time);
    thread.exception = id_of<StringId>(next());
    thread.last_cancelled = party_of(next());
    thread.site = id_of<SiteId>(next());
}

}  // namespace

Bytes packed(const World& world) {
    Bytes out;
    put_varint(out, world.seq);
    put_varint(out, trace::zigzag(world.t_ns));
    put_varint(out, world.prints);
    put_varint(out, world.interrupts);
    put_varint(out, world.threads.size());
    for (const Thread& thread : world.threads) {
        pack_thread(out, thread);
    }
    put_varint(out, world.loops.size());
    for (const Loop& loop : world.loops) {
        pack_loop(out, loop);
    }
    pack_tasks(out, world);
    out.shrink_to_fit();
    return out;
}

void unpack(const Bytes& bytes, const trace::Recording& recording, World& world) {
    ByteReader in{bytes};
    world.seq = in.varint();
    world.t_ns = in.signed_varint();
    world.prints = static_cast<std::uint32_t>(in.varint());
    world.interrupts = static_cast<std::uint32_t>(in.varint());
    world.threads.resize(in.varint());
    for (Thread& thread : world.threads) {
        unpack_thread(in, thread);
    }
    world.loops.resize(in.varint());
    for (Loop& loop : world.loops) {
        unpack_loop(in, loop);
    }
    unpack_tasks(in, world, recording);
}

}  // namespace coroscope::viz
