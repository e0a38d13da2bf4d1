#include <array>

#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

using asio::ip::tcp;

constexpr std::size_t message_size = 64;

asio::awaitable<void> serve(tcp::acceptor& acceptor) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    std::array<char, message_size> message{};
    asio::error_code ended;
    for (;;) {
        const std::size_t size = co_await socket.async_read_some(
            asio::buffer(message), asio::redirect_error(asio::use_awaitable, ended));
        if (ended) {
            break;
        }
        co_await asio::async_write(socket, asio::buffer(message, size), asio::use_awaitable);
    }
}

asio::awaitable<void> call(Measure& measure, std::size_t count, tcp::endpoint server) {
    tcp::socket socket{co_await asio::this_coro::executor};
    co_await socket.async_connect(server, asio::use_awaitable);
    socket.set_option(tcp::no_delay{true});  // as asyncio does
    std::array<char, message_size> message{};
    message.fill('x');
    std::array<char, message_size> answer{};
    std::size_t done = 0;
    measure.begin();
    for (std::size_t i = 0; i < count; ++i) {
        answer = {};
        co_await asio::async_write(socket, asio::buffer(message), asio::use_awaitable);
        co_await asio::async_read(socket, asio::buffer(answer), asio::use_awaitable);
        done += answer == message ? 1 : 0;
    }
    measure.end(done);
}

}  // namespace

void echo(Measure& measure, std::size_t count) {
    asio::io_context context{1};
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    asio::co_spawn(context, serve(acceptor), asio::detached);
    asio::co_spawn(context, call(measure, count, acceptor.local_endpoint()), asio::detached);
    context.run();
}

}  // namespace coroscope::bench
