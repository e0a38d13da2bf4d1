#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

constexpr std::size_t batch = 1000;

asio::awaitable<void> job(std::size_t& done) {
    ++done;
    co_return;
}

asio::awaitable<void> in_turn(std::size_t count, std::size_t& done) {
    const auto executor = co_await asio::this_coro::executor;
    for (std::size_t i = 0; i < count; ++i) {
        co_await asio::co_spawn(executor, job(done), asio::use_awaitable);
    }
}

// Asio's own way to wait for many is one operation for each; counting them is the least.
asio::awaitable<void> in_batches(std::size_t count, std::size_t& done) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer all_ended{executor};
    for (std::size_t i = 0; i < count; i += batch) {
        all_ended.expires_at(asio::steady_timer::time_point::max());
        std::size_t left = batch;
        for (std::size_t j = 0; j < batch; ++j) {
            asio::co_spawn(executor, job(done), [&](const std::exception_ptr&) {
                if (--left == 0) {
                    all_ended.cancel();
                }
            });
        }
        asio::error_code ended;
        co_await all_ended.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
}

}  // namespace

void spawn_in_turn(Measure& measure, std::size_t count) {
    std::size_t done = 0;
    measure.begin();
    run_on_asio(in_turn(count, done));
    measure.end(done);
}

void spawn_in_batches(Measure& measure, std::size_t count) {
    std::size_t done = 0;
    measure.begin();
    run_on_asio(in_batches(count, done));
    measure.end(done);
}

}  // namespace coroscope::bench
