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

    /// Runner.run: the coroutine's result. Throws what it throws, or KeyboardInterrupt where Ctrl-C
    /// alone has cancelled it.
    template <class T>
    Stored<T> run(Coro<T> coroutine) {
        const Task<T> main = loop_.create_task(std::move(coroutine), where_);
        guard(main.state());
        try {
            Stored<T> result = loop_.run_until_complete(main, where_, trace::Word::run);
            unguard();
            return result;
        } catch (const CancelledError&) {
            unguard();
            translate_cancel();
            throw;
        } catch (...) {
            unguard();
            throw;
        }
    }
    /// Runner.close: cancel and gather what is left, shut down, close the loop; nothing where it is
    /// closed already. Throws what the shutdown throws, after closing the loop.
    void close();

private:
    void guard(const Ref<FutureBase>& main);
    void unguard();
    void translate_cancel();
    void shut_down();
    void on_interrupt();
    [[nodiscard]] bool takes_interrupt() const;

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
    try {
        Stored<T> result = runner.run(std::move(main));
        runner.close();
        return result;
    } catch (...) {
        const std::exception_ptr error = std::current_exception();
        // What the closing throws replaces it, as in Python.
        runner.close();
        std::rethrow_exception(error);
    }
}

}  // namespace coroscope
