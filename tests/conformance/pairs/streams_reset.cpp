#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    co_await reader.readline();
    writer.transport().socket().reset_on_close();
    writer.transport().abort();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    writer.write("hello\n"_b);
    try {
        co_await reader.read();
    } catch (const ConnectionResetError&) {
        print(repr_of(std::current_exception()), repr_of(reader.exception()), writer.is_closing());
    }
    for (int i = 0; i < 3; ++i) {
        writer.write("into the void"_b);
    }
    try {
        co_await writer.drain();
    } catch (const OSError&) {
        print(repr_of(std::current_exception()));
    }
    try {
        co_await reader.readline();
    } catch (const OSError&) {
        print(repr_of(std::current_exception()));
    }
    writer.close();
    try {
        co_await writer.wait_closed();
    } catch (const OSError&) {
        print(repr_of(std::current_exception()));
    }
    server.close();
    co_await server.wait_closed();
}

}  // namespace

PAIR(streams_reset) { run(main()); }
