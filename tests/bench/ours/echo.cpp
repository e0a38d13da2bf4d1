// A client and a server on one loop, over loopback TCP: 64 bytes go and come back.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

constexpr std::size_t message_size = 64;

Coro<void> serve(StreamReader reader, StreamWriter writer) {
    for (;;) {
        const Bytes message = co_await reader.read(message_size);
        if (message.size() == 0) {
            break;
        }
        writer.write(message);
        co_await writer.drain();
    }
    writer.close();
}

Coro<void> call(Measure& measure, std::size_t count) {
    const Server server = co_await start_server(serve, "127.0.0.1", 0);
    auto [reader, writer] =
        co_await open_connection("127.0.0.1", std::get<1>(server.sockets()[0].getsockname()));
    const Bytes message{std::string(message_size, 'x')};
    Tally tally;
    measure.begin();
    for (std::size_t i = 0; i < count; ++i) {
        writer.write(message);
        const Bytes answer = co_await reader.readexactly(message_size);
        tally.done += answer == message ? 1 : 0;
    }
    measure.end(tally.done);
    writer.close();
    co_await writer.wait_closed();
    server.close();
    co_await server.wait_closed();
}

}  // namespace

void echo(Measure& measure, std::size_t count) { run(call(measure, count)); }

}  // namespace coroscope::bench
