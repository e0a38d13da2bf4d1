#include "viz/model/packed_world.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "runtime/memory/pool.hpp"

namespace coroscope::viz {
namespace {

using trace::ByteReader;
using trace::Bytes;
using trace::put_varint;

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

constexpr std::uint8_t is_there = 1 << 0;
constexpr std::uint8_t must_cancel = 1 << 1;
constexpr std::uint8_t woken_by_cancel = 1 << 2;

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

void pack(MovingPart& part, const Task& task) {
    part = {task.since_ns,
            task.deadline,
            static_cast<std::uint32_t>(task.since_seq),
            task.awaits,
            task.waits_for,
            task.await_site,
            task.steps,
            task.state,
            static_cast<std::uint8_t>((task.id != 0 ? is_there : 0) |
                                      (task.must_cancel ? must_cancel : 0) |
                                      (task.woken_by_cancel ? woken_by_cancel : 0)),
            0};
}

void pack(SteadyPart& part, const Task& task) {
    part = {task.created_ns, task.label,     task.name,    task.loop,           task.created_by,
            task.created_at, task.thrown_in, task.outcome, task.cancel_requests};
}

/// Equal bytes are equal rows: they have no padding.
template <class Part>
bool same(const TaskBlock<Part>& one, const TaskBlock<Part>& other) {
    static_assert(std::has_unique_object_representations_v<Part>);
    return std::memcmp(&one, &other, sizeof(one)) == 0;
}

/// Packs that part of all tasks; returns how many bytes are new.
template <class Part>
std::size_t pack_tasks(TaskBlocks<Part>& blocks, const std::vector<Task>& tasks,
                       const TaskBlocks<Part>* before) {
    std::size_t bytes = 0;
    for (std::size_t first = 0; first < tasks.size(); first += tasks_per_block) {
        auto block = std::allocate_shared<TaskBlock<Part>>(pool::Allocator<TaskBlock<Part>>{});
        const std::size_t count = std::min(tasks_per_block, tasks.size() - first);
        for (std::size_t index = 0; index < count; ++index) {
            pack((*block)[index], tasks[first + index]);
        }
        const std::size_t number = blocks.size();
        if (before != nullptr && number < before->size() && same(*(*before)[number], *block)) {
            blocks.push_back((*before)[number]);
        } else {
            blocks.push_back(std::move(block));
            bytes += sizeof(TaskBlock<Part>);
        }
        bytes += sizeof(blocks[number]);
    }
    return bytes;
}

Task unpacked(TaskId id, const MovingPart& moving, const SteadyPart& steady) {
    return {(moving.flags & is_there) != 0 ? id : 0,
            steady.label,
            steady.name,
            steady.loop,
            moving.state,
            steady.created_by,
            steady.created_at,
            steady.created_ns,
            moving.since_ns,
            moving.since_seq,
            moving.waits_for,
            moving.awaits,
            moving.deadline,
            moving.await_site,
            steady.thrown_in,
            steady.outcome,
            moving.steps,
            steady.cancel_requests,
            (moving.flags & must_cancel) != 0,
            (moving.flags & woken_by_cancel) != 0};
}

}  // namespace

PackedWorld::PackedWorld(const World& world, const PackedWorld* before)
    : seq_{world.seq}, tasks_{world.tasks.size()} {
    put_varint(others_, trace::zigzag(world.t_ns));
    put_varint(others_, world.prints);
    put_varint(others_, world.interrupts);
    put_varint(others_, world.threads.size());
    for (const Thread& thread : world.threads) {
        pack_thread(others_, thread);
    }
    put_varint(others_, world.loops.size());
    for (const Loop& loop : world.loops) {
        pack_loop(others_, loop);
    }
    others_.shrink_to_fit();
    const std::size_t blocks = (tasks_ + tasks_per_block - 1) / tasks_per_block;
    moving_.reserve(blocks);
    steady_.reserve(blocks);
    moving_bytes_ = others_.size() + pack_tasks(moving_, world.tasks,
                                                before != nullptr ? &before->moving_ : nullptr);
    steady_bytes_ =
        pack_tasks(steady_, world.tasks, before != nullptr ? &before->steady_ : nullptr);
}

void PackedWorld::unpack(World& world) const {
    ByteReader in{others_};
    world.seq = seq_;
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
    world.tasks.resize(tasks_);
    for (std::size_t id = 0; id < tasks_; ++id) {
        const std::size_t block = id / tasks_per_block;
        const std::size_t index = id % tasks_per_block;
        world.tasks[id] =
            unpacked(static_cast<TaskId>(id), (*moving_[block])[index], (*steady_[block])[index]);
    }
}

}  // namespace coroscope::viz
