#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader, StreamWriter writer) {
    writer.write("x"_b * 20 + "\nshort\n"_b + "y"_b * 40 + ";z"_b);
    co_await writer.drain();
    co_await sleep(1s);
    writer.write("w"_b * 40 + "\nlast\n"_b);
    writer.close();
}

Coro<void> client(Server server) {
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port, 10);
    try {
        co_await reader.readline();
    } catch (const ValueError&) {
        print(repr_of(std::current_exception()));
    }
    print(co_await reader.readline());
    std::size_t consumed = 0;
    try {
        co_await reader.readuntil(";"_b);
    } catch (const LimitOverrunError& error) {
        consumed = error.consumed();
        print(repr_of(std::current_exception()), consumed);
    }
    print(co_await reader.readexactly(consumed + 1));
    try {
        co_await reader.readuntil("\n"_b);
    } catch (const LimitOverrunError& error) {
        print(repr_of(std::current_exception()), error.consumed());
    }
    try {
        co_await reader.readline();
    } catch (const ValueError&) {
        print(repr_of(std::current_exception()));
    }
    print(co_await reader.readline());
    const Bytes end = co_await reader.readline();
    print(end, reader.at_eof());
    try {
        co_await reader.readuntil(""_b);
    } catch (const ValueError&) {
        print(repr_of(std::current_exception()));
    }
    writer.close();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    co_await client(server);
    server.close();
    try {
        co_await start_server(handle, "127.0.0.1", 0, 0);
        co_await open_connection("127.0.0.1", 1, 0);
    } catch (const ValueError&) {
        print(repr_of(std::current_exception()));
    }
}

}  // namespace

PAIR(streams_limits) { run(main()); }
