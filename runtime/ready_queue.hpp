// What a loop is to run, in its order: the queue of the loop itself, and the mailbox in which other
// threads leave entries for it.
//
// asyncio counterpart: BaseEventLoop._ready, and what the GIL makes of its append.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "runtime/memory/pool.hpp"

namespace coroscope {

/// An entry of the ready queue. The queue holds one reference to whatever the entry belongs to.
class Runnable {
public:
    virtual ~Runnable() = default;
    /// Do what was queued. Takes over the queue's reference.
    virtual void run() = 0;
    /// Let go without running. Takes over the queue's reference.
    virtual void drop() = 0;
    /// It runs soon: have the memory fetched that it will look at beside itself.
    virtual void fetch() const {}

private:
    friend class Mailbox;
    friend class ListenerList;
    Runnable* next_;  // in a list; else nobody reads it, and a new task need not write it
};

/// Have the memory there fetched into the cache: a line and its other half, as what has two lines
/// begins at either. Any address will do. Inline, since g++ leaves out calls of functions that do
/// nothing else.
[[gnu::always_inline]] inline void fetch_lines(const void* memory) {
    constexpr std::uintptr_t line = 64;
    __builtin_prefetch(memory, 1);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): nothing is read there
    __builtin_prefetch(reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(memory) ^ line), 1);
}

/// First in, first out. In rows of fixed length, so that who comes next but some is known: among
/// many tasks it has long left the cache. Thread rule: the loop's own thread.
class ReadyQueue {
public:
    ReadyQueue() { add_row(); }
    ReadyQueue(const ReadyQueue&) = delete;
    ReadyQueue& operator=(const ReadyQueue&) = delete;
    /// It is empty by then.
    ~ReadyQueue();

    void push(Runnable& entry) {
        if (end_ == end_of_last_row_) [[unlikely]] {
            return push_into_new_row(entry);
        }
        *end_++ = &entry;
    }
    Runnable& pop() {
        if (first_ == end_of_first_row_) {
            leave_first_row();
        }
        return **first_++;
    }
    [[nodiscard]] bool empty() const { return first_ == end_; }
    [[nodiscard]] std::size_t size() const {
        if (first_row_ == last_row_) {
            return static_cast<std::size_t>(end_ - first_);
        }
        // What is left of the first row, of those between, and what is taken of the last one.
        return static_cast<std::size_t>(rows_ * row_size - row_size + (end_of_first_row_ - first_) -
                                        (end_of_last_row_ - end_));
    }
    /// Run those that are in it now, at least one, and not what they add: BaseEventLoop._run_once
    /// with its `ntodo`. What one throws comes out; it has gone by then, and those behind it stay.
    void run_present() {
        if (rows_ > 1) {
            return run_present_rows();
        }
        run_until(end_);
    }

private:
    static constexpr std::ptrdiff_t ahead = 4;
    static constexpr std::ptrdiff_t few_rows = 16;
    static constexpr std::ptrdiff_t row_size = 127;
    // As large as the pool's largest block.
    struct Row {
        static void* operator new(std::size_t size) { return pool::take(size); }
        static void operator delete(void* memory, std::size_t size) { pool::give(memory, size); }

        std::array<Runnable*, row_size> entries;
        Row* next;
    };
    // Up to that place in the first row, which is not the next one's.
    void run_until(Runnable* const* end) {
        do {
            (*first_++)->run();
        } while (first_ != end);
    }
    void run_row(Runnable* const* end);
    void run_present_rows();
    void fetch_ahead() const;
    void push_into_new_row(Runnable& entry);
    void add_row();
    void leave_first_row();

    Runnable** first_ = nullptr;
    Runnable** end_of_first_row_ = nullptr;
    Runnable** end_ = nullptr;  // where the next one is put
    Runnable** end_of_last_row_ = nullptr;
    std::ptrdiff_t rows_ = 0;
    Row* first_row_ = nullptr;
    Row* last_row_ = nullptr;  // both exist
};

/// What other threads queue: any of them pushes, the loop's own empties.
class Mailbox {
public:
    /// Any thread. Orders whatever the caller did before.
    void push(Runnable& entry) {
        entry.next_ = newest_.load(std::memory_order_relaxed);
        while (!newest_.compare_exchange_weak(entry.next_, &entry)) {
        }
    }
    [[nodiscard]] bool empty() const { return newest_ == nullptr; }
    /// Move all into the queue, in the order in which they came.
    void empty_into(ReadyQueue& queue) {
        Runnable* newer = nullptr;
        Runnable* entry = newest_.exchange(nullptr);
        while (entry != nullptr) {
            Runnable* older = std::exchange(entry->next_, newer);
            newer = std::exchange(entry, older);
        }
        while (newer != nullptr) {
            Runnable& oldest = *std::exchange(newer, newer->next_);
            queue.push(oldest);
        }
    }

private:
    std::atomic<Runnable*> newest_ = nullptr;  // each is linked to the one before it
};

}  // namespace coroscope
