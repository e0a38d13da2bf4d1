// A loop's future and a thread's future as one: when one is done so is the other, and cancelling
// either cancels both.
//
// asyncio counterpart: futures._chain_future, in its two directions. What crosses a thread is
// moved, so that a loop's objects are counted on the loop's own thread alone.
#pragma once

#include "runtime/concurrent_future.hpp"
#include "runtime/event_loop.hpp"

namespace coroscope::detail {

/// futures._convert_future_exc: concurrent.futures' CancelledError becomes asyncio's.
std::exception_ptr convert_future_exception(const std::exception_ptr& error);

/// `future.cancel`, bound, for a loop's queue.
struct CancelFuture {
    Ref<FutureBase> future;
    void operator()() const { future->cancel({}, {}); }
    [[nodiscard]] static std::string label() { return "cancel"; }
};

/// _call_check_cancel of a task that a thread waits for: the thread's future was cancelled.
class CancelTask final : public ConcurrentCallback {
public:
    explicit CancelTask(Ref<FutureBase> task) : task_{std::move(task)} {}
    void call(ConcurrentBase& future) override {
        if (future.cancelled()) {
            EventLoop& loop = task_->get_loop();
            loop.call_soon_threadsafe(CancelFuture{std::move(task_)}, Place{});
        }
    }

private:
    Ref<FutureBase> task_;
};

/// _call_set_state of such a task: it is done, and so is the thread's future.
template <class T>
class CompleteConcurrent final : public DoneCallback {
public:
    explicit CompleteConcurrent(std::shared_ptr<ConcurrentState<T>> future)
        : DoneCallback{id_of(trace::Word::call_set_state)}, future_{std::move(future)} {}
    void call(FutureBase& source) override {
        if (source.cancelled()) {
            future_->cancel();
        }
        if (!future_->set_running_or_notify_cancel()) {
            return;
        }
        if (const std::exception_ptr error = source.exception()) {
            future_->set_exception(convert_future_exception(error));
        } else {
            future_->set_result(static_cast<FutureState<T>&>(source).result());
        }
    }

private:
    std::shared_ptr<ConcurrentState<T>> future_;
};

/// A task, and the future that another thread waits on. The loop's thread.
template <class T>
void chain_future(const Task<T>& source, const std::shared_ptr<ConcurrentState<T>>& destination) {
    destination->add_done_callback(std::make_unique<CancelTask>(source.state()));
    source.state()->add_done_callback(make_ref<CompleteConcurrent<T>>(destination));
}

/// _call_check_cancel of a future of the loop's that stands for a thread's work.
class CancelConcurrent final : public DoneCallback {
public:
    explicit CancelConcurrent(std::shared_ptr<ConcurrentBase> source)
        : DoneCallback{id_of(trace::Word::call_check_cancel)}, source_{std::move(source)} {}
    void call(FutureBase& destination) override {
        if (destination.cancelled()) {
            source_->cancel();
        }
    }

private:
    std::shared_ptr<ConcurrentBase> source_;
};

/// _set_state, bound, for the loop's queue: the thread's work is done.
template <class T>
struct SetState {
    Ref<FutureState<T>> destination;
    std::shared_ptr<ConcurrentState<T>> source;

    void operator()() const {
        if (destination->cancelled()) {
            return;
        }
        if (source->cancelled()) {
            destination->cancel();
        } else if (const std::exception_ptr error = source->failure()) {
            destination->set_exception(convert_future_exception(error));
        } else {
            destination->set_result(source->result({}, {}));
        }
    }
    [[nodiscard]] static std::string label() { return "_set_state"; }
};

/// _call_set_state of a thread's work: in the worker's thread.
template <class T>
class CompleteFuture final : public ConcurrentCallback {
public:
    explicit CompleteFuture(Ref<FutureState<T>> destination)
        : destination_{std::move(destination)} {}
    void call(ConcurrentBase& source) override {
        EventLoop& loop = destination_->get_loop();
        if (loop.is_closed()) {
            return;
        }
        auto same = std::static_pointer_cast<ConcurrentState<T>>(source.shared_from_this());
        loop.call_soon_threadsafe(SetState<T>{std::move(destination_), std::move(same)}, Place{});
    }

private:
    Ref<FutureState<T>> destination_;
};

}  // namespace coroscope::detail

namespace coroscope {

/// asyncio.wrap_future: a thread's future as one that tasks can await, made for that call. The
/// loop's thread.
template <class T>
Future<T> wrap_future(const ConcurrentFuture<T>& source, EventLoop& loop,
                      trace::Word made_by = trace::Word::executor) {
    Future<T> destination = loop.create_future<T>(made_by);
    destination.state()->add_done_callback(make_ref<detail::CancelConcurrent>(source.state()));
    source.state()->add_done_callback(
        std::make_unique<detail::CompleteFuture<T>>(destination.state()));
    return destination;
}

}  // namespace coroscope
