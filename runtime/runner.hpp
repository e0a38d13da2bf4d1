// asyncio.run: a loop for one coroutine, and everything cleaned up after it.
//
// asyncio counterpart: runners.run. The first Ctrl-C cancels the main task, a second one raises
// KeyboardInterrupt at once.
#pragma once

#include "runtime/event_loop.hpp"

namespace coroscope {

namespace detail {

/// The part of runners.Runner that does not depend on the result: owns the loop and the handler.
class Runner {
public:
    explicit Runner(const Place& where);
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    [[nodiscard]] EventLoop& loop() const { return loop_; }
    /// Let Ctrl-C cancel that task while it runs.
    void guard(const Ref<FutureBase>& main);
    void unguard();
    /// A cancel that came from Ctrl-C alone comes out as KeyboardInterrupt.
    void translate_cancel();
    /// Cancel and gather what is left, shut down, close.
    void close();

private:
    void on_interrupt();

    EventLoop& loop_;
    Place where_;
    Ref<FutureBase> main_;
    int interrupts_ = 0;
};

}  // namespace detail

/// asyncio.run: the coroutine's result. Throws RuntimeError inside of a running loop.
template <class T>
Stored<T> run(Coro<T> main, Place where = Place::current()) {
    if (current().loop != nullptr) {
        throw RuntimeError{"asyncio.run() cannot be called from a running event loop"};
    }
    detail::Runner runner{where};
    struct Close {
        detail::Runner& runner;
        ~Close() noexcept(false) { runner.close(); }
    } const close{runner};
    const Task<T> task = runner.loop().create_task(std::move(main), {}, where);
    runner.guard(task.state());
    try {
        Stored<T> result = runner.loop().run_until_complete(task, where, trace::Word::run);
        runner.unguard();
        return result;
    } catch (const CancelledError&) {
        runner.unguard();
        runner.translate_cancel();
        throw;
    } catch (...) {
        runner.unguard();
        throw;
    }
}

}  // namespace coroscope
