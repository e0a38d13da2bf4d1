#include "runtime/as_completed.hpp"

#include <algorithm>

namespace coroscope::detail {

using trace::Word;

/// as_completed's _on_completion. One function for all of its futures: they compare as equal.
class CompletedCallback final : public DoneCallback {
public:
    explicit CompletedCallback(Ref<CompletedFirst> completed)
        : DoneCallback{id_of(Word::on_completion)}, completed_{std::move(completed)} {}
    void call(FutureBase& future) override { completed_->on_completion(future); }
    [[nodiscard]] bool equals(const DoneCallback& other) const override {
        const auto* same = dynamic_cast<const CompletedCallback*>(&other);
        return same != nullptr && same->completed_ == completed_;
    }

private:
    Ref<CompletedFirst> completed_;
};

/// as_completed's _on_timeout.
struct CompletedTimeout {
    Ref<CompletedFirst> completed;
    void operator()() const { completed->on_timeout(); }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(Word::on_timeout)]);
    }
};

std::size_t CompletedFirst::start(std::vector<Ref<FutureBase>> futures,
                                  std::optional<Nanoseconds> timeout) {
    std::ranges::sort(futures, {}, [](const Ref<FutureBase>& one) { return one->order(); });
    futures.erase(std::unique(futures.begin(), futures.end()), futures.end());
    todo_ = std::move(futures);
    const Ref<CompletedFirst> self{this};
    for (const Ref<FutureBase>& future : todo_) {
        future->add_done_callback(make_ref<CompletedCallback>(self));
    }
    if (timeout && !todo_.empty()) {
        timer_ = get_running_loop().call_later(*timeout, CompletedTimeout{self});
    }
    return todo_.size();
}

void CompletedFirst::on_completion(FutureBase& future) {
    if (todo_.empty()) {
        return;  // on_timeout was faster
    }
    std::erase_if(todo_, [&](const Ref<FutureBase>& one) { return one.get() == &future; });
    done_.put_nowait(Ref<FutureBase>{&future});
    if (todo_.empty() && timer_) {
        timer_->cancel();
    }
}

void CompletedFirst::on_timeout() {
    const CompletedCallback callback{Ref<CompletedFirst>{this}};
    for (const Ref<FutureBase>& future : todo_) {
        future->remove_done_callback(callback);
        done_.put_nowait(nullptr);
    }
    todo_.clear();
    timer_ = nullptr;
}

Coro<Ref<FutureBase>> CompletedFirst::next(Ref<CompletedFirst> completed) {
    Ref<FutureBase> future = co_await completed->done_.get();
    if (!future) {
        throw TimeoutError{};
    }
    co_return future;
}

}  // namespace coroscope::detail
