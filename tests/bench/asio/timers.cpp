#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

asio::awaitable<void> sleeper(std::chrono::nanoseconds delay, std::size_t& done) {
    asio::steady_timer timer{co_await asio::this_coro::executor, delay};
    co_await timer.async_wait(asio::use_awaitable);
    ++done;
}

}  // namespace

void timers(Measure& measure, std::size_t count) {
    Randoms randoms{10'000'000};
    std::size_t done = 0;
    measure.begin();
    asio::io_context context{1};
    for (std::size_t i = 0; i < count; ++i) {
        asio::co_spawn(context, sleeper(std::chrono::nanoseconds{randoms.next()}, done),
                       asio::detached);
    }
    context.run();
    measure.end(done);
}

}  // namespace coroscope::bench
