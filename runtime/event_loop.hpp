// The loop: one thread's queue of callbacks, its timers, and the tasks that it drives.
//
// asyncio counterpart: base_events.BaseEventLoop. `run_once` is the whole loop, and the only place
// where callbacks are called.
//
// Thread rule: the thread that runs it, or any one thread while it is not running; from any thread
// only call_soon_threadsafe, stop, is_running and is_closed. A loop belongs to the run that made it
// (new_event_loop) and lives until that run has ended.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/after_beat.hpp"
#include "runtime/clock.hpp"
#include "runtime/current.hpp"
#include "runtime/future.hpp"
#include "runtime/handle.hpp"
#include "runtime/ready_queue.hpp"
#include "runtime/registry.hpp"
#include "runtime/selector.hpp"
#include "runtime/task.hpp"
#include "runtime/timer_heap.hpp"

namespace coroscope {

/// Something that is open until it is closed, and may refer to itself until then: a transport.
/// Those that a program leaves open end with its run. Thread rule: the loop's own thread.
class Connection : public RefCounted {
public:
    explicit Connection(EventLoop& loop);
    ~Connection() override;

    /// Close it without telling anybody.
    virtual void abandon() = 0;

protected:
    EventLoop& loop_;

private:
    friend class Registry<Connection>;
    std::uint32_t place_ = 0;
};

/// What an exception handler is told: asyncio's context dictionary. What is absent is null; the
/// objects may end with the call.
struct ExceptionContext {
    std::string message;
    std::exception_ptr exception = nullptr;
    FutureBase* future = nullptr;
    TaskBase* task = nullptr;
    Handle* handle = nullptr;
};

class ThreadPoolExecutor;

class EventLoop {
public:
    explicit EventLoop(ProgramRun& run);
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;
    ~EventLoop();

    /// loop.time: since the run began.
    [[nodiscard]] Nanoseconds time() const;

    /// loop.call_soon: `callback()` runs in the next iteration. Throws RuntimeError when closed.
    template <class Callback>
    Ref<Handle> call_soon(Callback callback, Place where = Place::current()) {
        const trace::StringId label = label_id(callback);
        auto handle = make_ref<CallbackHandle<Handle, Callback>>(std::move(callback), *this, label,
                                                                 site_of_begin<Callback>(where));
        queue(handle, site_id(where));
        return handle;
    }

    /// loop.call_soon_threadsafe: call_soon that also wakes the loop out of select. Any thread of
    /// the run. It gives no Handle: that belongs to the loop's thread. Throws RuntimeError when
    /// closed.
    template <class Callback>
    void call_soon_threadsafe(Callback callback, Place where = Place::current()) {
        require_open();
        const trace::StringId label = label_id(callback);
        auto handle = make_ref<CallbackHandle<Handle, Callback>>(std::move(callback), *this, label,
                                                                 site_of_begin<Callback>(where));
        // Given away whole: from now on the loop's thread counts its references.
        post(Ref<Handle>::adopt(handle.detach()), site_id(where));
    }

    /// loop.call_at: `callback()` runs once that time has come.
    template <class Callback>
    Ref<TimerHandle> call_at(Nanoseconds when, Callback callback, Place where = Place::current()) {
        const trace::StringId label = label_id(callback);
        auto timer = make_ref<CallbackHandle<TimerHandle, Callback>>(
            std::move(callback), *this, when, label, site_of_begin<Callback>(where));
        schedule(timer, site_id(where));
        return timer;
    }
    /// loop.call_later: the same after a delay.
    template <class Callback>
    Ref<TimerHandle> call_later(Nanoseconds delay, Callback callback,
                                Place where = Place::current()) {
        return call_at(time() + delay, std::move(callback), where);
    }

    /// loop.add_reader: `callback()` runs whenever reading from the descriptor would not block, in
    /// place of the one before.
    template <class Callback>
    Ref<IoHandle> add_reader(int fd, Callback callback, Place where = Place::current()) {
        return watch(fd, Selector::Interest::read, std::move(callback), where);
    }
    /// loop.add_writer: the same for writing.
    template <class Callback>
    Ref<IoHandle> add_writer(int fd, Callback callback, Place where = Place::current()) {
        return watch(fd, Selector::Interest::write, std::move(callback), where);
    }
    /// loop.remove_reader and remove_writer: was there one?
    bool remove_reader(int fd);
    bool remove_writer(int fd);

    /// loop.create_future.
    template <class T>
    Future<T> create_future(trace::Word made_by = trace::Word::future) {
        return Future<T>{make_ref<FutureState<T>>(*this, made_by)};
    }
    /// loop.create_task: its first step runs in the next iteration. Throws RuntimeError when
    /// closed.
    template <class T>
    Task<T> create_task(Coro<T> coroutine, Place where = Place::current()) {
        require_open();
        return make_task(coroutine, nullptr, where);
    }
    template <class T>
    Task<T> create_task(Coro<T> coroutine, std::string name, Place where = Place::current()) {
        require_open();
        return make_task(coroutine, &name, where);
    }

    /// loop.run_forever: until `stop`. KeyboardInterrupt leaves it between two steps or out of one.
    void run_forever(Place where = Place::current());
    /// loop.run_until_complete: the future's result. Throws what it failed with, RuntimeError if
    /// the loop was stopped before, or ValueError for another loop's future. `how` is for
    /// recordings.
    template <class T>
    Stored<T> run_until_complete(const Future<T>& future, Place where = Place::current(),
                                 trace::Word how = trace::Word::run_until_complete) {
        run_until_done(*future.state(), false, how, where);
        return future.result();
    }
    template <class T>
    Stored<T> run_until_complete(Coro<T> coroutine, Place where = Place::current()) {
        require_can_run();
        const Task<T> task = make_task(coroutine, nullptr, where);
        task.state()->as_task()->expect_destruction();
        run_until_done(*task.state(), true, trace::Word::run_until_complete, where);
        return task.result();
    }
    /// loop.stop: the present iteration is the last; before run_forever, exactly one is made.
    void stop(Place where = Place::current());
    /// loop.close: drops what is queued and scheduled, silently. Throws RuntimeError while running.
    void close(Place where = Place::current());
    [[nodiscard]] bool is_running() const { return running_; }
    [[nodiscard]] bool is_closed() const { return closed_; }

    /// loop.set_exception_handler; an empty function restores the default, which writes to stderr.
    void set_exception_handler(std::function<void(EventLoop&, const ExceptionContext&)> handler);
    /// loop.call_exception_handler. What the handler throws is reported too; only KeyboardInterrupt
    /// and SystemExit come out of it.
    void call_exception_handler(const ExceptionContext& context);
    /// loop.default_exception_handler: to stderr.
    void default_exception_handler(const ExceptionContext& context);
    /// For the recording of what goes to that handler: 2 (stderr) where nobody has put another in
    /// its place.
    [[nodiscard]] std::int64_t stream_of_complaints() const {
        return exception_handler_ ? trace::no_value : 2;
    }

    /// End its thread's wait. Any thread.
    void wake();
    [[nodiscard]] trace::LoopId id() const { return id_; }
    /// Its unfinished tasks, in the order of their creation.
    [[nodiscard]] std::vector<TaskBase*> tasks() const;
    /// The task with that number in recordings, while something can still be done to it: it is
    /// unfinished, or it has failed and there is still somebody who may look at that. Else null.
    [[nodiscard]] TaskBase* find_task(trace::TaskId id) const;

    /// The executor of run_in_executor where none is named. Throws RuntimeError after its shutdown.
    ThreadPoolExecutor& default_executor();
    /// loop.shutdown_default_executor: waits for the executor's threads without blocking the loop.
    Coro<void> shutdown_default_executor();
    /// Throws RuntimeError when closed.
    void require_open() const {
        if (closed_.load(std::memory_order_relaxed)) {
            throw_closed();
        }
    }

    /// create_task of an open loop, of a coroutine that nobody else needs: it is taken. `name` is
    /// null where it has none. Throws RuntimeError where the coroutine was awaited or taken before.
    template <class T>
    [[gnu::always_inline]] Task<T> make_task(Coro<T>& coroutine, std::string* name,
                                             const Place& where) {
        if (!coroutine) {
            detail::throw_already_awaited();
        }
        auto& state = *new TaskState<T>{*this, coroutine, tasks_.next_place(),
                                        name == nullptr ? task_numbers_.take() : 0};
        tasks_.put(state);
        Task<T> task{Ref<TaskState<T>>{&state}};
        if (name != nullptr) {
            state.begin_with(std::move(*name));
        }
        state.start(where);
        return task;
    }

    /// Queue what a finished future calls: as call_soon, but recorded as the runtime's own doing.
    void queue_internal(const Ref<Handle>& handle);
    /// Destroy the frames of all tasks that are still pending; the run calls it as it ends.
    void destroy_pending_tasks();
    /// Let go of all that is queued and scheduled without running it.
    void drop_all();
    /// Let go of whom the unfinished futures and the open connections were to tell: no cycle of
    /// references outlives a run.
    void drop_listeners();

    /// Put a timer into its heap, as call_at does at that line. Throws RuntimeError when closed.
    void schedule(const Ref<TimerHandle>& timer, trace::SiteId site,
                  trace::When when = trace::When::now);

private:
    friend class Connection;
    friend class FutureBase;
    friend class Handle;
    friend class TaskBase;
    friend class TimerHandle;

    void handle_exception(const ExceptionContext& context);

    template <class Callback>
    Ref<IoHandle> watch(int fd, Selector::Interest interest, Callback callback,
                        const Place& where) {
        require_open();
        const trace::StringId label = label_id(callback);
        auto handle = make_ref<IoCallback<Callback>>(std::move(callback), *this, label,
                                                     site_of_begin<Callback>(where));
        selector_.add(fd, interest, handle);
        expect_more_than_work();
        return handle;
    }

    inline void run_once(bool has_more_than_work);
    void look_around(bool has_news);
    // To be called after what makes it so. Any thread.
    void expect_more_than_work() {
        if (!has_more_than_work_) {
            has_more_than_work_ = true;
        }
    }
    // Why it ended, and how many descriptors are ready then.
    struct Waited {
        WaitEnd end;
        std::size_t descriptors;
    };
    Waited wait_for_events(std::optional<Nanoseconds> deadline);
    [[nodiscard]] std::function<bool()> in_flight() const;
    void process_events();
    [[nodiscard]] bool has_work() const { return !ready_.empty() || stopping_; }
    void report_iteration() const;
    void pass_by_select();
    void select();
    [[nodiscard]] std::optional<Nanoseconds> select_timeout() const;
    void move_due_timers();
    void queue(const Ref<Handle>& handle, trace::SiteId site);
    void post(Ref<Handle> handle, trace::SiteId site);
    void take_mail() {
        if (!mail_.empty()) {
            empty_mail();
        }
    }
    void empty_mail();
    void forget_octet() {
        if (was_written_to_.load(std::memory_order_relaxed)) {
            was_written_to_ = false;
        }
    }
    [[noreturn]] static void throw_closed();
    // All that is queued passes here, so that what others posted before keeps its place.
    void push(Runnable& entry) {
        if (mail_.empty()) [[likely]] {
            ready_.push(entry);
        } else {
            push_behind_mail(entry);
        }
    }
    void push_behind_mail(Runnable& entry);
    [[nodiscard]] std::string who_waits() const;
    void run_until_done(FutureBase& future, bool is_new_task, trace::Word how, const Place& where);
    void run_loop(trace::Word how, trace::Party until, const Place& where);
    // What leaves the loop keeps the future that was waited for, and the task that threw it, for as
    // long as it is itself kept, as its traceback does in CPython. Where that makes a circle, until
    // the run's end.
    void keep_for(const std::exception_ptr& error, FutureBase& future);
    void drop_default_executor();
    void require_can_run() const;
    std::uint64_t next_future_order() { return ++future_order_; }

    ProgramRun& run_;
    TaskNumbers& task_numbers_;  // of the run
    trace::LoopId id_ = 0;
    ReadyQueue ready_;
    TimerHeap timers_;
    Selector selector_;
    Registry<Connection> connections_;  // the open ones
    // The unfinished futures that call somebody, and whoever is called may refer to them. Those
    // that only tasks wait for go with the tasks' frames.
    Registry<FutureBase> futures_;
    Registry<FutureBase> tasks_;  // the unfinished ones
    // While recording: those that have failed.
    std::unordered_map<trace::TaskId, TaskBase*> failed_tasks_;
    std::vector<std::weak_ptr<Ref<FutureBase>>> kept_by_errors_;
    std::uint64_t future_order_ = 0;
    std::atomic<bool> running_ = false;
    std::atomic<bool> stopping_ = false;
    // Has the next iteration to do more than to run what is ready: are there timers, descriptors,
    // mail, the end? One look for them all, as CPython's eval_breaker is.
    std::atomic<bool> has_more_than_work_ = true;
    std::atomic<bool> closed_ = false;
    std::atomic<Participant*> runner_ = nullptr;  // the thread that runs it, while one does
    Mailbox mail_;
    // Is an octet in asyncio's self-pipe? It ends the next select, also where what it came for was
    // taken before: where another thread wrote it after a time-out that this one had not yet seen.
    std::atomic<bool> was_written_to_ = false;
    std::function<void(EventLoop&, const ExceptionContext&)> exception_handler_;
    std::shared_ptr<ThreadPoolExecutor> default_executor_;
    bool executor_shutdown_called_ = false;
};

// All at once, where `introduce` would set parts of what is zero.
inline FutureBase::FutureBase(EventLoop& loop, trace::Word made_by, ReportedLater how)
    : may_wait_again_{how.may_wait_again},
      made_by_{made_by},
      loop_{loop},
      order_{loop.next_future_order()} {}

inline FutureBase::FutureBase(EventLoop& loop, trace::Word made_by)
    : FutureBase{loop, made_by, ReportedLater{.may_wait_again = false}} {
    if (trace::writer() != nullptr) {
        report_created();
    }
}

inline FutureBase::FutureBase(EventLoop& loop, OfTask, std::uint32_t place)
    : is_task_{true},
      is_among_tasks_{true},
      loop_{loop},
      order_{loop.next_future_order()},
      place_{place} {}

inline Registry<FutureBase>& FutureBase::registry() const {
    return is_among_tasks_ ? loop_.tasks_ : loop_.futures_;
}

inline void TaskBase::start(const Place& where) {
    if (trace::writer() != nullptr) {
        return start_recorded(where);
    }
    loop().push(*this);
}

inline void FutureBase::be_done(State state) {
    state_ = state;
    if (is_among_tasks_) {
        loop_.tasks_.remove(*this);
    } else if (place_ != 0) {
        leave_registry();
    }
}

inline void FutureBase::tell_listeners() {
    if (Listener* only = listeners_.take_only()) {
        only->hear(*this);
    } else if (!listeners_.empty()) {
        tell_many_listeners();
    }
}

inline void FutureBase::introduce(trace::Word made_by) {
    made_by_ = made_by;
    order_ = loop_.next_future_order();
    if (trace::writer() != nullptr) {
        report_created();
    }
}

/// Throws ValueError, as asyncio's functions do, where the future is not that loop's.
void require_future_of(const EventLoop& loop, const FutureBase& future);

/// asyncio.new_event_loop: a loop of the present run.
EventLoop& new_event_loop(Place where = Place::current());

/// asyncio.create_task: on the running loop. Throws RuntimeError where none is running.
template <class T>
Task<T> create_task(Coro<T> coroutine, Place where = Place::current()) {
    // It is open: nobody closes a running one.
    return get_running_loop().make_task(coroutine, nullptr, where);
}
template <class T>
Task<T> create_task(Coro<T> coroutine, std::optional<std::string> name,
                    Place where = Place::current()) {
    Task<T> task = create_task(std::move(coroutine), where);
    // CPython too names it afterwards: the name that it would have had is used up.
    if (name) {
        task.set_name(std::move(*name));
    }
    return task;
}

/// asyncio.ensure_future: a future as it is, a coroutine as a new task of the running loop.
template <class T>
Future<T> ensure_future(const Future<T>& future, const Place& = Place::current()) {
    return future;
}
template <class T>
Future<T> ensure_future(const Task<T>& task, const Place& = Place::current()) {
    return task;
}
template <class T>
Future<T> ensure_future(Coro<T> coroutine, const Place& where = Place::current()) {
    return create_task(std::move(coroutine), where);
}

namespace detail {

template <class F>
struct ResultOf;
template <class T>
struct ResultOf<Future<T>> {
    using Type = T;
};
/// The T of an awaitable's future.
template <class Awaitable>
using ResultOfAwaitable =
    typename ResultOf<decltype(ensure_future(std::declval<Awaitable>()))>::Type;

}  // namespace detail

/// asyncio.all_tasks: the names of the unfinished tasks, in the order of their creation.
std::vector<TaskBase*> all_tasks(const EventLoop& loop);
/// asyncio.all_tasks of the running loop.
std::vector<TaskBase*> all_tasks();
/// asyncio.current_task: the task whose step this is, or null in a callback and in plain code.
TaskBase* current_task();

}  // namespace coroscope
