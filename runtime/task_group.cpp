#include "runtime/task_group.hpp"

namespace coroscope {

namespace detail {

/// TaskGroup._on_task_done as a done callback.
class OnTaskDone final : public DoneCallback {
public:
    explicit OnTaskDone(Ref<TaskGroupState> group)
        : DoneCallback{id_of(trace::Word::on_task_done)}, group_{std::move(group)} {}
    void call(FutureBase& task) override { group_->task_done(task); }

private:
    Ref<TaskGroupState> group_;
};

std::string TaskGroupState::repr() const {
    std::string text = "<TaskGroup";
    if (!tasks_.empty()) {
        text += " tasks=" + std::to_string(tasks_.size());
    }
    if (!errors_.empty()) {
        text += " errors=" + std::to_string(errors_.size());
    }
    return text + (aborting_ ? " cancelling>" : entered_ ? " entered>" : ">");
}

void TaskGroupState::enter() {
    if (entered_) {
        throw RuntimeError{"TaskGroup " + repr() + " has already been entered"};
    }
    loop_ = &get_running_loop();
    if (current_task() == nullptr) {
        throw RuntimeError{"TaskGroup " + repr() + " cannot determine the parent task"};
    }
    parent_ = Ref<FutureBase>{&current_task()->future()};
    entered_ = true;
}

EventLoop& TaskGroupState::loop_for_task() const {
    if (!entered_) {
        throw RuntimeError{"TaskGroup " + repr() + " has not been entered"};
    }
    if (exiting_ && tasks_.empty()) {
        throw RuntimeError{"TaskGroup " + repr() + " is finished"};
    }
    if (aborting_) {
        throw RuntimeError{"TaskGroup " + repr() + " is shutting down"};
    }
    return *loop_;
}

void TaskGroupState::add(const Ref<FutureBase>& task) {
    task->add_done_callback(make_ref<OnTaskDone>(Ref<TaskGroupState>{this}));
    tasks_.push_back(task);
}

Coro<void> TaskGroupState::exit(Ref<TaskGroupState> group, std::exception_ptr error) {
    group->exiting_ = true;
    group->keep_base_error(error);
    const bool left_by_cancel = is_cancelled_error(error);
    std::exception_ptr cancellation = left_by_cancel ? error : nullptr;
    // The cancel that the group itself asked for ends here.
    if (group->parent_cancel_requested_ && group->parent_->as_task()->uncancel() == 0) {
        cancellation = nullptr;
    }
    if (error && !group->aborting_) {
        group->abort();
    }
    // A loop: the wait can be cancelled again and again.
    while (!group->tasks_.empty()) {
        if (!group->on_completed_) {
            group->on_completed_ = group->loop_->create_future<void>(trace::Word::task_group);
        }
        try {
            co_await group->on_completed_;
        } catch (const CancelledError&) {
            if (!group->aborting_) {
                cancellation = std::current_exception();
                group->abort();
            }
        }
        group->on_completed_ = {};
    }
    if (group->base_error_) {
        std::rethrow_exception(group->base_error_);
    }
    if (cancellation && group->errors_.empty()) {
        std::rethrow_exception(cancellation);
    }
    if (error && !left_by_cancel) {
        group->errors_.push_back(error);
    }
    if (!group->errors_.empty()) {
        std::rethrow_exception(make_exception_group("unhandled errors in a TaskGroup",
                                                    std::exchange(group->errors_, {})));
    }
}

void TaskGroupState::keep_base_error(const std::exception_ptr& error) {
    const std::string type = error ? exception_type(error) : std::string{};
    if (!base_error_ && (type == "KeyboardInterrupt" || type == "SystemExit")) {
        base_error_ = error;
    }
}

void TaskGroupState::abort() {
    aborting_ = true;
    const auto tasks = tasks_;
    for (const Ref<FutureBase>& task : tasks) {
        if (!task->done()) {
            task->cancel({}, {});
        }
    }
}

void TaskGroupState::task_done(FutureBase& task) {
    std::erase_if(tasks_, [&](const Ref<FutureBase>& one) { return one.get() == &task; });
    if (on_completed_ && tasks_.empty() && !on_completed_.done()) {
        on_completed_.set_result();
    }
    if (task.cancelled()) {
        return;
    }
    if (const std::exception_ptr error = task.exception()) {
        task_failed(task, error);
    }
}

void TaskGroupState::task_failed(FutureBase& task, const std::exception_ptr& error) {
    errors_.push_back(error);
    keep_base_error(error);
    if (parent_->done()) {
        const std::string names[] = {task.as_task()->get_name(), parent_->as_task()->get_name()};
        loop_->call_exception_handler({.message = "Task " + names[0] +
                                                  " has errored out but its parent task " +
                                                  names[1] + " is already completed",
                                       .exception = error,
                                       .task = task.as_task()});
    } else if (!aborting_ && !parent_cancel_requested_) {
        // The block is cancelled too; the end of the block takes that back.
        abort();
        parent_cancel_requested_ = true;
        parent_->cancel({}, {});
    }
}

}  // namespace detail

Coro<TaskGroup> TaskGroup::aenter(TaskGroup group) {
    group.state_->enter();
    co_return group;
}

}  // namespace coroscope
