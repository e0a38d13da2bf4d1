#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

asio::awaitable<void> yields(std::size_t times, std::size_t& done) {
    for (std::size_t i = 0; i < times; ++i) {
        co_await asio::post(asio::use_awaitable);
        ++done;
    }
}

}  // namespace

void yield_alone(Measure& measure, std::size_t count) { yield_among(measure, count, 1); }

void yield_among(Measure& measure, std::size_t count, std::size_t tasks) {
    std::size_t done = 0;
    measure.begin();
    asio::io_context context{1};
    for (std::size_t i = 0; i < tasks; ++i) {
        asio::co_spawn(context, yields(count / tasks, done), asio::detached);
    }
    context.run();
    measure.end(done);
}

}  // namespace coroscope::bench
