// What threads share while they wait for each other: a lock, and the queue of a thread pool.
//
// Python counterparts: threading.Lock, queue.SimpleQueue. Their waits go through the run's clock.
// Thread rule: any thread of the run.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace coroscope {

class Participant;

namespace detail {

/// threading.Lock for the runtime's own use: no events. Who waits longest is woken first, but
/// whoever comes while nobody holds it takes it.
class ThreadLock {
public:
    void lock();
    void unlock();

private:
    std::mutex mutex_;
    bool held_ = false;
    std::deque<Participant*> waiters_;
};

/// A job; null tells a worker to look whether it shall end.
using Work = std::unique_ptr<class WorkItem>;

class WorkItem {
public:
    virtual ~WorkItem() = default;
    virtual void run() = 0;
    virtual void cancel() = 0;
};

/// queue.SimpleQueue: first in, first out; who waits longest is woken first.
class WorkQueue {
public:
    void put(Work work);
    /// Wait for the next one.
    Work get();
    /// Take all that are there.
    std::deque<Work> take_all();

private:
    struct Waiter {
        Participant* thread;
        bool notified = false;
    };

    std::mutex mutex_;
    std::deque<Work> items_;
    std::deque<Waiter*> waiters_;
};

}  // namespace detail
}  // namespace coroscope
