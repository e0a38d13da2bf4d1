#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    const Bytes text = co_await reader.read();
    print("server read", text, reader.at_eof());
    for (int i = 0; i < 2; ++i) {
        co_await sleep(1s);
        writer.write(Bytes{"answer " + std::to_string(i) + "\n"});
        co_await writer.drain();
    }
    writer.write_eof();
    writer.close();
    co_await writer.wait_closed();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const auto [host, port] = server.sockets()[0].getsockname();
    auto [reader, writer] = co_await open_connection(host, port);
    writer.write("a question"_b);
    co_await sleep(1s);
    writer.write(", and its end"_b);
    print(writer.can_write_eof());
    writer.write_eof();
    writer.write_eof();
    try {
        writer.write("too late"_b);
    } catch (const RuntimeError&) {
        print(repr_of(std::current_exception()));
    }
    while (const Bytes line = co_await reader.readline()) {
        print("client read", line);
    }
    print(reader.at_eof(), writer.is_closing());
    writer.close();
    print(writer.is_closing());
    co_await writer.wait_closed();
    server.close();
    co_await server.wait_closed();
}

}  // namespace

PAIR(streams_half_close) { run(main()); }
