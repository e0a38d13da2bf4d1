#include "runtime/shield.hpp"

namespace coroscope::detail {

namespace {

/// shield's _outer_done_callback: nobody waits for the inner future any more.
class OuterDoneCallback final : public DoneCallback {
public:
    OuterDoneCallback(Ref<FutureBase> inner, Ref<ShieldCallback> callback)
        : DoneCallback{id_of(trace::Word::outer_done_callback)},
          inner_{std::move(inner)},
          callback_{std::move(callback)} {}
    void call(FutureBase&) override {
        if (!inner_->done()) {
            inner_->remove_done_callback(*callback_);
        }
    }

private:
    Ref<FutureBase> inner_;
    Ref<ShieldCallback> callback_;
};

}  // namespace

void ShieldCallback::call(FutureBase& inner) {
    if (outer_->cancelled()) {
        if (!inner.cancelled()) {
            inner.forget_failure();
        }
    } else if (inner.cancelled()) {
        outer_->cancel({}, {});
    } else if (std::exception_ptr error = inner.exception()) {
        outer_->set_exception(std::move(error));
    } else {
        hand_on_result(inner, *outer_);
    }
}

void connect_shield(const Ref<FutureBase>& inner, const Ref<FutureBase>& outer,
                    const Ref<ShieldCallback>& callback) {
    inner->add_done_callback(callback);
    outer->add_done_callback(make_ref<OuterDoneCallback>(inner, callback));
}

}  // namespace coroscope::detail
