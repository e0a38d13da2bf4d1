#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader, StreamWriter writer) {
    writer.write("first line\nsecond\n0123456789key=value;tail"_b);
    co_await sleep(1s);
    writer.write(" and more;the end"_b);
    writer.close();
}

Coro<void> client(Server server) {
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    print(co_await reader.readline());
    const Bytes three = co_await reader.read(3);
    print(three, co_await reader.read(0));
    print(co_await reader.readline());
    print(co_await reader.readexactly(10));
    print(co_await reader.readuntil("="_b));
    print(co_await reader.readuntil(";"_b));
    print(co_await reader.readuntil(";"_b), reader.at_eof());
    try {
        co_await reader.readexactly(100);
    } catch (const IncompleteReadError& error) {
        print(repr_of(std::current_exception()), error.partial(), error.expected(),
              reader.at_eof());
    }
    try {
        co_await reader.readuntil(";"_b);
    } catch (const IncompleteReadError& error) {
        print(repr_of(std::current_exception()), error.partial(), error.expected());
    }
    const Bytes line = co_await reader.readline();
    const Bytes rest = co_await reader.read();
    print(line, rest, co_await reader.read(5));
    writer.close();
    co_await writer.wait_closed();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    co_await client(server);
    server.close();
    co_await server.wait_closed();
}

}  // namespace

PAIR(streams_read_kinds) { run(main()); }
