// Tasks: coroutines that a loop drives, one step at a time. A task is a future.
//
// asyncio counterpart: tasks.Task. `Task<T>` is what a program holds; `TaskState<T>` is the
// object; `TaskBase` is what makes it step: Task.__step, __wakeup, cancel and uncancel.
//
// Thread rule: the loop's own thread. Invariant: queued at most once; suspended at exactly one
// innermost await.
#pragma once

#include <string>

#include "runtime/after_disposal.hpp"
#include "runtime/coro.hpp"
#include "runtime/current.hpp"
#include "runtime/handle.hpp"
#include "runtime/task_name.hpp"

namespace coroscope {

class TaskBase : private Listener {
public:
    /// `number` is what it goes by; 0 where it has a name. It has the reference that the queue
    /// holds until its first step.
    TaskBase(FutureBase& future, detail::PromiseBase& coroutine, std::uint32_t number)
        : root_{&coroutine}, future_{future}, suspended_{&coroutine}, name_{number} {
        future.retain();
    }
    TaskBase(const TaskBase&) = delete;
    TaskBase& operator=(const TaskBase&) = delete;
    ~TaskBase() override {
        if (is_among_failed_) {
            leave_failed();
        }
    }

    /// The task seen as the future that it is.
    [[nodiscard]] FutureBase& future() const { return future_; }
    /// Task.get_name and set_name.
    [[nodiscard]] std::string get_name() const { return name_.text(); }
    void set_name(std::string name);
    [[nodiscard]] const TaskName& name() const { return name_; }
    /// Task.cancelling: how many cancel requests are outstanding.
    [[nodiscard]] int cancelling() const { return cancel_requests_; }
    /// Task.uncancel: take one request back; how many are left.
    int uncancel();
    [[nodiscard]] trace::TaskId id() const { return static_cast<trace::TaskId>(future_.number_); }
    /// What its last step awaited, or null: CPython's _fut_waiter.
    [[nodiscard]] FutureBase* awaited() const { return waiter_.get(); }

    /// The name that it is created with.
    void begin_with(std::string&& name) { name_.set(std::move(name)); }
    /// Queue its first step, on a loop that is open; its loop does it once.
    inline void start(const Place& where);
    [[nodiscard]] bool has_started() const { return started_; }
    /// Task._log_destroy_pending = False: where it is destroyed while pending, that is no news.
    void expect_destruction() { logs_destruction_ = false; }
    /// Report a pending task as destroyed and destroy its frames, innermost first and without
    /// recursion. Nothing happens to one that is done.
    void destroy_pending() {
        if (root_ != nullptr) {
            destroy_frames();
        }
    }

protected:
    bool request_cancel(std::optional<std::string> message, const Place& where);
    /// Emit task_failed or task_cancelled.
    void report_end(trace::Writer& trace) const;
    /// Its result, as the recording has it.
    virtual trace::StringId result_text_in(trace::Writer& trace) const = 0;
    void destroy_root() {
        if (root_ != nullptr) {
            std::exchange(root_, nullptr)->handle().destroy();
        }
    }

    // What the next or present resumption throws: into the innermost frame, and from a frame that
    // an exception has left into the one that awaits it. While it is pending, a future's place for
    // its exception has room for that.
    void throw_in(std::exception_ptr error) {
        note(Disturbance::exception);
        future_.exception_ = std::move(error);
    }

    detail::PromiseBase* root_;  // the outermost frame; null once it has ended

    /// In recordings: it has failed, and may still be asked about that.
    void join_failed();

    // How the outermost coroutine ended, told to the future where it has left no result:
    // set_exception, cancel.
    virtual void finish_failed(std::exception_ptr error) = 0;
    virtual void finish_cancelled(std::optional<std::string> message, std::exception_ptr error) = 0;

private:
    friend class FutureBase;
    friend class EventLoop;
    friend void detail::suspend_until(Ref<FutureBase>, std::int64_t);
    friend void detail::suspend_once();
    friend void detail::resumed(const detail::PromiseBase&);
    friend void detail::resumed();
    friend void detail::throw_in(TaskBase&);
    friend std::coroutine_handle<> detail::start_inline(detail::PromiseBase&, detail::PromiseBase&);
    friend class detail::PromiseBase;

    // A task is either in the ready queue or among the listeners of one future.
    void run() final;
    void hear(FutureBase& awaited) final;
    [[nodiscard]] TaskBase* waiting_task() final { return this; }
    void drop() final { Ref<FutureBase>::adopt(&future_); }
    void fetch() const final {
        fetch_lines(suspended_);
        fetch_lines(waiter_.get());
    }

    [[nodiscard]] EventLoop& loop() const { return future_.get_loop(); }
    // What disturbs a task's course. In one place, as each step asks whether there is any.
    enum class Disturbance : std::uint8_t {
        exception = 1,     // there is something to throw in
        cancellation = 2,  // CPython's _must_cancel
    };
    [[nodiscard]] bool is_disturbed() const { return disturbances_ != 0; }
    [[nodiscard]] bool has(Disturbance what) const {
        return (disturbances_ & static_cast<std::uint8_t>(what)) != 0;
    }
    void note(Disturbance what) { disturbances_ |= static_cast<std::uint8_t>(what); }
    void forget(Disturbance what) { disturbances_ &= ~static_cast<std::uint8_t>(what); }
    // Null where there is none.
    std::exception_ptr take_thrown() {
        forget(Disturbance::exception);
        return std::exchange(future_.exception_, nullptr);
    }
    std::exception_ptr what_to_throw(FutureBase* awaited);
    bool begin_special_step();
    bool begin_recorded_step();
    bool begin_turn();
    bool begin_recorded_turn();
    [[nodiscard]] bool waits_as_usual() const;
    void end_step();
    // A step has ended; no task's code runs on this thread any more.
    void leave(trace::Word how, trace::When when) {
        coroscope::current().task = nullptr;
        if (trace::writer() != nullptr) {
            report_left(how, when);
        }
    }
    void end_recorded_step();
    void end_rarely(trace::StringId result);
    static trace::When report_exit();
    void end_special_step();
    void end_unusual_wait();
    bool wait_for_future();
    void refuse_awaited();
    std::exception_ptr cancel_awaited();
    std::exception_ptr conclude(std::exception_ptr error);
    [[noreturn]] void refuse_step();
    [[noreturn]] void drop_unheard();
    void let_person_act(bool is_thrown);
    void fail_next_step(std::exception_ptr error);

    void destroy_frames();
    void leave_failed();

    void start_recorded(const Place& where);
    void start_rarely(const Place& where);
    [[nodiscard]] inline trace::Fields what_is_new(trace::TaskId id, trace::SiteId site,
                                                   const trace::Writer& trace) const;
    void hear_recorded(FutureBase& awaited);
    void hear_rarely(FutureBase& awaited);
    [[nodiscard]] inline trace::Fields what_woke_it(const FutureBase& awaited) const;
    // The event that says what it waits for.
    struct Waits {
        trace::Fields fields;
        trace::When when;
    };
    [[nodiscard]] inline Waits what_it_waits_for() const;
    void report_waits() const;
    void report_left_waiting() const;
    void report_goes_on();
    bool begin_first_step();
    bool begin_rare_step();
    bool enter();
    static void report_left(trace::Word how, trace::When when);
    static void report_yielded();
    static void report_left_rarely(trace::Word how, trace::When when);

    FutureBase& future_;
    detail::PromiseBase* suspended_;  // the frame of its last await, where the next step resumes
    TaskName name_;
    // From here on all is set at once in a new one.
    Ref<FutureBase> waiter_;  // CPython's _fut_waiter: what the last step awaited
    int cancel_requests_ = 0;
    bool started_ : 1 = false;
    bool logs_destruction_ : 1 = true;
    std::uint8_t disturbances_ : 2 = 0;
    bool is_among_failed_ : 1 = false;
    std::uint8_t unused_bits_ : 3 = 0;  // so that all of them are set at once
    bool yielded_ = false;         // its last step ended in a bare yield, or the present one will
    trace::SiteId site_ : 16 = 0;  // the program's line at which it is, for recordings
};

template <class T>
class TaskState final : public FutureState<T>, public TaskBase {
public:
    TaskState(EventLoop& loop, Coro<T>& coro, std::uint32_t place, std::uint32_t number)
        : FutureState<T>{loop, FutureBase::OfTask{}, place},
          TaskBase{*this, *coro.release(), number} {}
    ~TaskState() override {
        this->destroy_pending();
        this->report_unretrieved();
    }

    bool cancel(std::optional<std::string> message, const Place& where) override {
        return this->request_cancel(std::move(message), where);
    }
    [[nodiscard]] TaskBase* as_task() override { return this; }

protected:
    [[nodiscard]] std::string_view class_name() const override { return "Task"; }
    // Of most only the memory is left to go: whoever has a result has no frame any more.
    void dispose() override {
        if (std::is_trivially_destructible_v<Stored<T>> && this->leaves_nothing() &&
            !this->name().is_text()) [[likely]] {
            TaskState::operator delete(this, sizeof(TaskState));
        } else {
            dispose_of_more();
        }
    }
    void report_done(trace::Writer& trace) override { this->report_end(trace); }
    trace::StringId result_text_in(trace::Writer& trace) const override {
        return this->result_text(trace);
    }
    void finish_failed(std::exception_ptr error) override {
        drop_rest();
        this->join_failed();
        FutureBase::set_exception(std::move(error));
    }
    void finish_cancelled(std::optional<std::string> message, std::exception_ptr error) override {
        drop_rest();
        this->exception_ = std::move(error);
        FutureBase::cancel(std::move(message));
    }

private:
    friend class detail::Promise<T>;
    // Not in place: it would cost `dispose` registers.
    [[gnu::noinline]] void dispose_of_more() {
        FutureState<T>::dispose();
        detail::look_after_disposal();
    }
    // What its coroutine gives, which is its result unless it fails or is cancelled yet.
    void keep(Stored<T>& value) noexcept {
        try {
            this->value_.emplace(std::move(value));
        } catch (...) {
            this->throw_in(std::current_exception());
        }
    }
    // The frame of one that never ran, and a result that is none.
    void drop_rest() {
        this->destroy_root();
        if constexpr (!std::is_void_v<T>) {
            this->value_.reset();
        }
    }
};

/// What a program holds of a task. It is a Future: whatever takes a future takes a task.
template <class T>
class Task : public Future<T> {
public:
    using State = TaskState<T>;

    Task() = default;
    explicit Task(Ref<TaskState<T>> state) : Future<T>{std::move(state)} {}

    [[nodiscard]] std::string get_name() const { return task().get_name(); }
    void set_name(std::string name) const { task().set_name(std::move(name)); }
    [[nodiscard]] int cancelling() const { return task().cancelling(); }
    int uncancel() const { return task().uncancel(); }

    /// As Future's; the callback is handed the task itself.
    template <class Callback>
    void add_done_callback(Callback callback, Place where = Place::current()) const {
        this->state()->add_done_callback(
            this->template make_done_callback<Task<T>>(std::move(callback), where));
    }
    template <std::equality_comparable Callback>
    std::size_t remove_done_callback(Callback callback, Place where = Place::current()) const {
        return this->state()->remove_done_callback(
            *this->template make_done_callback<Task<T>>(std::move(callback), where));
    }

private:
    [[nodiscard]] TaskState<T>& task() const { return static_cast<TaskState<T>&>(*this->state()); }
};

namespace detail {

[[noreturn]] void throw_too_deep();
[[noreturn]] void throw_spoilt_await();

// As in CPython too deep a nesting is an error, not a crash; and the coroutine counts as awaited.
inline void require_depth(std::uint32_t depth) {
    if (depth > coroscope::current().deepest_await) {
        throw_too_deep();
    }
}

inline std::coroutine_handle<> start_inline(PromiseBase& child, PromiseBase& parent) {
    child.was_awaited = true;
    require_depth(parent.depth + 1u);
    child.parent = &parent;
    child.depth = static_cast<std::uint16_t>(parent.depth + (child.is_block ? 0 : 1));
    child.awaited_at = coroscope::current().task->site_;
    child.entered(trace::When::now);
    return child.handle();
}

inline void suspend_until(Ref<FutureBase> future, std::int64_t deadline_ns) {
    if (future->await_is_spoilt()) {
        throw_spoilt_await();
    }
    Current& here = coroscope::current();
    TaskBase& task = *here.task;
    if (task.waiter_) {
        __builtin_unreachable();  // while its coroutine runs it awaits nothing yet
    }
    task.waiter_ = std::move(future);
    if (trace::writer() != nullptr) {
        here.deadline_ns = deadline_ns;
    }
}

inline void suspend_once() { coroscope::current().task->yielded_ = true; }

inline void resumed(const PromiseBase& awaited) {
    awaited.is_left();
    resumed();
}

inline void resumed() {
    TaskBase& task = *coroscope::current().task;
    if (task.has(TaskBase::Disturbance::exception)) [[unlikely]] {
        throw_in(task);
    }
}

inline void PromiseBase::leave_task() noexcept {
    if (trace::writer() != nullptr) {
        report_exited();
    }
    coroscope::current().task->root_ = nullptr;
}

template <class T>
void Promise<T>::hand_over() noexcept {
    if (value) {
        static_cast<TaskState<T>&>(coroscope::current().task->future()).keep(*value);
    }
}

inline void PromiseBase::awaits_at(const char* file, std::uint32_t its_line) {
    coroscope::current().task->suspended_ = this;
    at(file, its_line);
}

}  // namespace detail

template <class T>
detail::FutureAwaiter<T> detail::PromiseBase::await_transform(const Task<T>& awaited,
                                                              const char* where,
                                                              std::uint32_t at_line) {
    return await_transform(static_cast<const Future<T>&>(awaited), where, at_line);
}
template <class T>
detail::FutureAwaiter<T> detail::PromiseBase::await_transform(Task<T>&& awaited, const char* where,
                                                              std::uint32_t at_line) {
    return await_transform(static_cast<Future<T>&&>(awaited), where, at_line);
}

}  // namespace coroscope
