// A future that threads share and that a thread can block on.
//
// asyncio counterpart: concurrent.futures.Future. Its callbacks run at once, in the thread that
// finishes it, unlike those of asyncio's futures, which go through their loop.
//
// Thread rule: any thread of the run.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "runtime/future.hpp"

namespace coroscope {

class Participant;

namespace detail {

class ConcurrentBase;

/// Somebody who is told once, in the thread that finishes the future.
class ConcurrentCallback {
public:
    virtual ~ConcurrentCallback() = default;
    virtual void call(ConcurrentBase& future) = 0;
};

/// The part that does not depend on the result's type.
class ConcurrentBase : public std::enable_shared_from_this<ConcurrentBase> {
public:
    /// `made_by` says in recordings what it is for.
    explicit ConcurrentBase(trace::Word made_by);
    ConcurrentBase(const ConcurrentBase&) = delete;
    ConcurrentBase& operator=(const ConcurrentBase&) = delete;
    virtual ~ConcurrentBase() = default;

    bool cancel();
    [[nodiscard]] bool cancelled() const;
    [[nodiscard]] bool running() const;
    [[nodiscard]] bool done() const;
    /// Work begins: false where it was cancelled, and need not be done.
    bool set_running_or_notify_cancel();
    void set_exception(std::exception_ptr error);
    /// The exception, or null. Waits as `result` does.
    std::exception_ptr exception(std::optional<Nanoseconds> timeout, const Place& where);
    void add_done_callback(std::unique_ptr<ConcurrentCallback> callback);
    /// What it failed with; null where it did not, or is not done.
    [[nodiscard]] std::exception_ptr failure() const;

    [[nodiscard]] trace::Party party() const { return trace::Party::future(number_); }

protected:
    enum class State : std::uint8_t { pending, running, cancelled, notified, finished };

    /// Block until it is done. Throws TimeoutError, FutureCancelledError or KeyboardInterrupt.
    void wait_until_done(std::optional<Nanoseconds> timeout, const Place& where);
    /// Throws InvalidStateError where it is done already. Called with the lock held.
    void require_unfinished() const;
    /// Tell everybody. Takes over the lock.
    void finish(std::unique_lock<std::mutex> lock, State state);

    mutable std::mutex mutex_;
    State state_ = State::pending;  // guarded, as all below
    std::exception_ptr exception_;

private:
    void run_callback(ConcurrentCallback& callback);

    std::uint32_t number_ = 0;
    std::vector<Participant*> waiters_;
    std::vector<std::unique_ptr<ConcurrentCallback>> callbacks_;
};

template <class T>
class ConcurrentState final : public ConcurrentBase {
public:
    using ConcurrentBase::ConcurrentBase;

    void set_result(Stored<T> value) {
        std::unique_lock lock{mutex_};
        require_unfinished();
        value_.emplace(std::move(value));
        finish(std::move(lock), State::finished);
    }
    Stored<T> result(std::optional<Nanoseconds> timeout, const Place& where) {
        if (const std::exception_ptr error = exception(timeout, where)) {
            std::rethrow_exception(error);
        }
        return *value_;
    }

private:
    std::optional<Stored<T>> value_;
};

}  // namespace detail

/// concurrent.futures.Future: what run_coroutine_threadsafe and an executor's submit give. Copies
/// are the same future.
template <class T>
class ConcurrentFuture {
public:
    explicit ConcurrentFuture(std::shared_ptr<detail::ConcurrentState<T>> state)
        : state_{std::move(state)} {}

    /// Future.result: blocks this thread until it is done. Throws what it failed with,
    /// FutureCancelledError, or TimeoutError, which leaves the work going on.
    Stored<T> result(std::optional<Nanoseconds> timeout = {},
                     Place where = Place::current()) const {
        return state_->result(timeout, where);
    }
    /// Future.exception: the same for its exception; null where it has a result.
    std::exception_ptr exception(std::optional<Nanoseconds> timeout = {},
                                 Place where = Place::current()) const {
        return state_->exception(timeout, where);
    }
    /// Future.cancel: false where it runs or is finished. The task behind it is cancelled too.
    bool cancel() const { return state_->cancel(); }
    [[nodiscard]] bool cancelled() const { return state_->cancelled(); }
    [[nodiscard]] bool running() const { return state_->running(); }
    [[nodiscard]] bool done() const { return state_->done(); }
    /// Future.add_done_callback: `callback(future)` runs in the thread that finishes it, or here
    /// and now if it is done.
    template <class Callback>
    void add_done_callback(Callback callback) const {
        struct Call final : detail::ConcurrentCallback {
            explicit Call(Callback its_callback) : callback{std::move(its_callback)} {}
            void call(detail::ConcurrentBase& future) override {
                auto same =
                    std::static_pointer_cast<detail::ConcurrentState<T>>(future.shared_from_this());
                callback(ConcurrentFuture{std::move(same)});
            }
            Callback callback;
        };
        state_->add_done_callback(std::make_unique<Call>(std::move(callback)));
    }

    [[nodiscard]] const std::shared_ptr<detail::ConcurrentState<T>>& state() const {
        return state_;
    }

private:
    std::shared_ptr<detail::ConcurrentState<T>> state_;
};

}  // namespace coroscope
