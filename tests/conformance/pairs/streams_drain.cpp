#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader, StreamWriter writer) {
    writer.transport().set_write_buffer_limits(30000, 10000);
    print("server writes");
    writer.write("."_b * 5'000'000);
    const Task<void> waiting = create_task(writer.drain());
    co_await writer.drain();
    print("server drained");
    co_await waiting;
    writer.write("!"_b * 100);
    co_await writer.drain();
    writer.close();
    co_await writer.wait_closed();
    print("server closed");
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    co_await sleep(1s);
    const Bytes start = co_await reader.readexactly(200'000);
    print("client has", start.size());
    co_await sleep(1s);
    const Bytes rest = co_await reader.read();
    print("client has", rest.size(), Bytes{rest.view().substr(rest.size() - 3)});
    writer.close();
    co_await writer.wait_closed();
    server.close();
}

}  // namespace

PAIR(streams_drain) { run(main()); }
