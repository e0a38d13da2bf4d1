#include <asio/experimental/channel.hpp>

#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

using Queue = asio::experimental::channel<void(asio::error_code, int)>;

asio::awaitable<void> pong(Queue& in, Queue& out, std::size_t times, std::size_t& done) {
    for (std::size_t i = 0; i < times; ++i) {
        const int ball = co_await in.async_receive(asio::use_awaitable);
        ++done;
        co_await out.async_send(asio::error_code{}, ball, asio::use_awaitable);
    }
}

asio::awaitable<void> ping(Queue& there, Queue& back, std::size_t times, std::size_t& done) {
    for (std::size_t i = 0; i < times; ++i) {
        co_await there.async_send(asio::error_code{}, 1, asio::use_awaitable);
        done += static_cast<std::size_t>(co_await back.async_receive(asio::use_awaitable));
    }
}

}  // namespace

void queue_ping_pong(Measure& measure, std::size_t count) {
    std::size_t done = 0;
    measure.begin();
    asio::io_context context{1};
    Queue there{context, 1};
    Queue back{context, 1};
    asio::co_spawn(context, pong(there, back, count / 2, done), asio::detached);
    asio::co_spawn(context, ping(there, back, count / 2, done), asio::detached);
    context.run();
    measure.end(done);
}

}  // namespace coroscope::bench
