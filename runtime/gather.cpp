#include "runtime/gather.hpp"

#include <algorithm>
#include <unordered_set>

namespace coroscope::detail {

/// gather's _done_callback.
class GatherCallback final : public DoneCallback {
public:
    GatherCallback(Ref<FutureBase> outer, GatheringBase& gathering)
        : DoneCallback{id_of(trace::Word::gather_done_callback)},
          outer_{std::move(outer)},
          gathering_{gathering} {}
    void call(FutureBase& child) override { gathering_.child_done(child); }

    static void add(GatheringBase& gathering, const Ref<FutureBase>& child, bool is_new) {
        if (is_new) {
            ++gathering.distinct_;
            child->add_done_callback(
                make_ref<GatherCallback>(Ref<FutureBase>{&gathering.outer()}, gathering));
        }
        gathering.children_.push_back(child);
    }

private:
    Ref<FutureBase> outer_;  // keeps the gathering alive
    GatheringBase& gathering_;
};

void GatheringBase::add_child(const Ref<FutureBase>& child) {
    GatherCallback::add(*this, child, std::ranges::find(children_, child) == children_.end());
}

bool GatheringBase::cancel_children(const std::optional<std::string>& message) {
    bool any = false;
    for (const Ref<FutureBase>& child : children_) {
        any = child->cancel(message, {}) || any;
    }
    cancel_requested_ = cancel_requested_ || any;
    return any;
}

void GatheringBase::child_done(FutureBase& child) {
    ++finished_;
    if (outer().done()) {
        // Later failures are nobody's business any more.
        child.forget_failure();
        return;
    }
    if (!keeps_exceptions()) {
        if (child.cancelled()) {
            outer().set_exception(child.make_cancelled_error());
            return;
        }
        if (std::exception_ptr error = child.exception()) {
            outer().set_exception(std::move(error));
            return;
        }
    }
    if (finished_ < distinct_) {
        return;
    }
    // Whatever comes of it, all of them have been looked at.
    std::ranges::for_each(children_, [](const auto& one) { one->forget_failure(); });
    if (cancel_requested_) {
        outer().set_exception(children_.back()->make_cancelled_error());
    } else {
        set_results();
    }
}

namespace {

class GatherAll final : public FutureState<None>, public GatheringBase {
public:
    explicit GatherAll(EventLoop& loop) : FutureState<None>{loop, IntroducedLater{}} {}
    void start() { introduce(trace::Word::gather); }
    bool cancel(std::optional<std::string> message, const Place&) override {
        return !done() && cancel_children(message);
    }

private:
    FutureBase& outer() override { return *this; }
    bool keeps_exceptions() const override { return true; }
    void set_results() override { set_result(); }
};

}  // namespace

Future<None> gather_all(EventLoop& loop, const std::vector<Ref<FutureBase>>& children) {
    const auto outer = make_ref<GatherAll>(loop);
    // A run's end gathers whatever is left: thousands, perhaps, where a search for each takes long.
    std::unordered_set<const FutureBase*> known;
    for (const Ref<FutureBase>& child : children) {
        GatherCallback::add(*outer, child, known.insert(child.get()).second);
    }
    outer->start();
    return Future<None>{outer};
}

}  // namespace coroscope::detail

namespace coroscope {

Future<None> gather(const std::vector<TaskBase*>& tasks, ReturnExceptions) {
    if (tasks.empty()) {
        Future<None> outer = get_running_loop().create_future<None>(trace::Word::gather);
        outer.set_result({});
        return outer;
    }
    std::vector<Ref<FutureBase>> futures;
    for (TaskBase* task : tasks) {
        futures.emplace_back(&task->future());
    }
    return detail::gather_all(tasks.front()->future().get_loop(), futures);
}

}  // namespace coroscope
