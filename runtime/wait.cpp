#include "runtime/wait.hpp"

#include "runtime/release_waiter.hpp"

namespace coroscope::detail {

using trace::Word;

namespace {

/// _wait's _on_completion.
class OnCompletion final : public DoneCallback {
public:
    OnCompletion(Future<void> waiter, Ref<TimerHandle> timer, std::size_t count, ReturnWhen when)
        : DoneCallback{id_of(Word::on_completion)},
          waiter_{std::move(waiter)},
          timer_{std::move(timer)},
          left_{count},
          when_{when} {}

    void call(FutureBase& future) override {
        --left_;
        if (left_ > 0 && when_ != ReturnWhen::first_completed &&
            !(when_ == ReturnWhen::first_exception && failed(future))) {
            return;
        }
        if (timer_) {
            timer_->cancel();
        }
        if (!waiter_.done()) {
            waiter_.set_result();
        }
    }

private:
    static bool failed(FutureBase& future) {
        return !future.cancelled() && future.exception() != nullptr;
    }
    Future<void> waiter_;
    Ref<TimerHandle> timer_;
    std::size_t left_;
    ReturnWhen when_;
};

/// `finally:` of _wait.
struct StopWatching {
    Ref<TimerHandle> timer;
    Ref<OnCompletion> callback;
    const std::vector<Ref<FutureBase>>& futures;
    ~StopWatching() {
        if (timer) {
            timer->cancel();
        }
        for (const Ref<FutureBase>& future : futures) {
            future->remove_done_callback(*callback);
        }
    }
};

}  // namespace

Coro<void> wait_for_futures(std::vector<Ref<FutureBase>> futures, WaitOptions options) {
    if (futures.empty()) {
        throw ValueError{"Set of Tasks/Futures is empty."};
    }
    EventLoop& loop = get_running_loop();
    const Future<void> waiter = loop.create_future<void>(Word::wait);
    Ref<TimerHandle> timer;
    std::optional<Nanoseconds> deadline;
    if (options.timeout) {
        timer = loop.call_later(*options.timeout, ReleaseWaiter{waiter});
        deadline = timer->when();
    }
    const auto on_completion =
        make_ref<OnCompletion>(waiter, timer, futures.size(), options.return_when);
    for (const Ref<FutureBase>& future : futures) {
        future->add_done_callback(on_completion);
    }
    const StopWatching watching{timer, on_completion, futures};
    const TimedFuture<void> timed{waiter, deadline};
    co_await timed;
}

}  // namespace coroscope::detail
