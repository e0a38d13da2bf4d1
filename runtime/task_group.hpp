// asyncio.TaskGroup: tasks that end together. The block's end waits for all of them; where one
// fails, the others and the block itself are cancelled, and the errors come out as one group.
//
//     co_await async_with(TaskGroup{}, [&](TaskGroup group) { group.create_task(work()); });
//
// Copies are the same group. Thread rule: the loop's own thread.
#pragma once

#include "runtime/async_with.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/exception_group.hpp"

namespace coroscope {

namespace detail {

class TaskGroupState final : public RefCounted {
public:
    void enter();
    static Coro<void> exit(Ref<TaskGroupState> group, std::exception_ptr error);
    /// The loop for a new task. Throws RuntimeError where the group takes no more.
    EventLoop& loop_for_task() const;
    void add(const Ref<FutureBase>& task);

private:
    friend class OnTaskDone;

    void abort();
    void task_done(FutureBase& task);
    void task_failed(FutureBase& task, const std::exception_ptr& error);
    /// Keeps the first KeyboardInterrupt or SystemExit, which comes out plain.
    void keep_base_error(const std::exception_ptr& error);
    [[nodiscard]] std::string repr() const;

    EventLoop* loop_ = nullptr;
    Ref<FutureBase> parent_;
    std::vector<Ref<FutureBase>> tasks_;  // the unfinished ones
    std::vector<std::exception_ptr> errors_;
    std::exception_ptr base_error_;
    Future<void> on_completed_;  // while the end of the block waits
    bool entered_ = false;
    bool exiting_ = false;
    bool aborting_ = false;
    bool parent_cancel_requested_ = false;
};

}  // namespace detail

class TaskGroup {
public:
    TaskGroup() : state_{make_ref<detail::TaskGroupState>()} {}

    /// TaskGroup.create_task: a task that the group waits for. Throws RuntimeError before the
    /// block, after it, and where the group is being cancelled.
    template <class T>
    Task<T> create_task(Coro<T> coroutine, std::optional<std::string> name = {},
                        Place where = Place::current()) const {
        Task<T> task = state_->loop_for_task().create_task(std::move(coroutine), where);
        if (name) {
            task.set_name(std::move(*name));
        }
        state_->add(task.state());
        return task;
    }

    /// TaskGroup.__aenter__ and __aexit__, for async_with. The latter throws the errors of the
    /// tasks and of the block as an ExceptionGroup; KeyboardInterrupt, SystemExit and the
    /// cancellation of the surrounding task come out plain.
    [[nodiscard]] Coro<TaskGroup> aenter() const { return aenter(*this); }
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const {
        return detail::TaskGroupState::exit(state_, std::move(error));
    }

    friend bool operator==(const TaskGroup&, const TaskGroup&) = default;

private:
    static Coro<TaskGroup> aenter(TaskGroup group);

    Ref<detail::TaskGroupState> state_;
};

}  // namespace coroscope
