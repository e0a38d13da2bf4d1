#include "runtime/work_queue.hpp"

#include "runtime/blocking.hpp"
#include "runtime/program_run.hpp"

namespace coroscope::detail {

namespace {

Blocking internal_wait(trace::Word text, const char* what) {
    return {.text = text, .what = [what] { return std::string(what); }, .is_internal = true};
}

}  // namespace

void ThreadLock::lock() {
    {
        const std::scoped_lock lock{mutex_};
        if (!std::exchange(held_, true)) {
            return;
        }
        waiters_.push_back(coroscope::current().thread);
    }
    block_until(internal_wait(trace::Word::lock, "a lock"), [this] {
        const std::scoped_lock lock{mutex_};
        if (held_) {
            return false;
        }
        held_ = true;
        std::erase(waiters_, coroscope::current().thread);
        return true;
    });
}

void ThreadLock::unlock() {
    const std::scoped_lock lock{mutex_};
    held_ = false;
    if (!waiters_.empty()) {
        current_run().clock().wake(*waiters_.front());
    }
}

void WorkQueue::put(Work work) {
    const std::scoped_lock lock{mutex_};
    items_.push_back(std::move(work));
    if (!waiters_.empty()) {
        Waiter* first = waiters_.front();
        waiters_.pop_front();
        first->notified = true;
        current_run().clock().wake(*first->thread);
    }
}

// As SimpleQueue's semaphore: whoever comes by takes an item, and who was woken in vain queues
// again.
Work WorkQueue::get() {
    for (;;) {
        Waiter me{coroscope::current().thread};
        {
            const std::scoped_lock lock{mutex_};
            if (!items_.empty()) {
                Work work = std::move(items_.front());
                items_.pop_front();
                return work;
            }
            waiters_.push_back(&me);
        }
        struct Forget {
            WorkQueue& queue;
            Waiter& me;
            ~Forget() {
                const std::scoped_lock lock{queue.mutex_};
                std::erase(queue.waiters_, &me);
            }
        } const forget{*this, me};
        block_until(internal_wait(trace::Word::queue, "work"), [&] {
            const std::scoped_lock lock{mutex_};
            return me.notified;
        });
    }
}

std::deque<Work> WorkQueue::take_all() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(items_, {});
}

}  // namespace coroscope::detail
