// The works of the bench on standalone Asio with C++20 coroutines, written as its documentation
// does it; what is measured is the same as on our runtime.
#pragma once

#include <asio.hpp>

#include "tests/bench/measure.hpp"

namespace coroscope::bench {

/// Runs the coroutine on a context of its own to its end. One thread runs it, and Asio is told so.
inline void run_on_asio(asio::awaitable<void> main) {
    asio::io_context context{1};
    asio::co_spawn(context, std::move(main), [](const std::exception_ptr& error) {
        if (error) {
            std::rethrow_exception(error);
        }
    });
    context.run();
}

void yield_alone(Measure& measure, std::size_t count);
void yield_among(Measure& measure, std::size_t count, std::size_t tasks);
void spawn_in_turn(Measure& measure, std::size_t count);
void spawn_in_batches(Measure& measure, std::size_t count);
void queue_ping_pong(Measure& measure, std::size_t count);
void event_ping_pong(Measure& measure, std::size_t count);
void timers(Measure& measure, std::size_t count);
void posted(Measure& measure, std::size_t count);
void memory(Measure& measure, std::size_t count);
void echo(Measure& measure, std::size_t count);

}  // namespace coroscope::bench
