// asyncio.shield: awaits a future in such a way that a cancel of the awaiting task does not reach
// it.
//
// Two futures: the inner one lives on, the outer one is what is awaited, and cancelled.
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/event_loop.hpp"

namespace coroscope {

namespace detail {

/// shield's _inner_done_callback: hands the outcome on.
class ShieldCallback : public DoneCallback {
public:
    explicit ShieldCallback(Ref<FutureBase> outer)
        : DoneCallback{id_of(trace::Word::inner_done_callback)}, outer_{std::move(outer)} {}
    void call(FutureBase& inner) override;

protected:
    virtual void hand_on_result(FutureBase& inner, FutureBase& outer) = 0;

private:
    Ref<FutureBase> outer_;
};

template <class T>
class TypedShieldCallback final : public ShieldCallback {
public:
    using ShieldCallback::ShieldCallback;

private:
    void hand_on_result(FutureBase& inner, FutureBase& outer) override {
        static_cast<FutureState<T>&>(outer).set_result(
            static_cast<FutureState<T>&>(inner).result());
    }
};

/// Ties the two together.
void connect_shield(const Ref<FutureBase>& inner, const Ref<FutureBase>& outer,
                    const Ref<ShieldCallback>& callback);

template <class T>
Future<T> shield_future(const Future<T>& inner) {
    if (inner.done()) {
        return inner;
    }
    const auto outer = inner.get_loop().template create_future<T>(trace::Word::shield);
    connect_shield(inner.state(), outer.state(), make_ref<TypedShieldCallback<T>>(outer.state()));
    return outer;
}

}  // namespace detail

/// asyncio.shield of a task, future or coroutine: a future with its outcome, or the very one if it
/// is done already. Cancelling that future leaves the inner one alone.
template <class Awaitable>
auto shield(Awaitable awaitable, Place where = Place::current()) {
    return detail::shield_future(ensure_future(std::move(awaitable), where));
}

}  // namespace coroscope
