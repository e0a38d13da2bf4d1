#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    while (const Bytes line = co_await reader.readline()) {
        print("server got", line);
        writer.write(line.upper());
        co_await writer.drain();
    }
    writer.close();
    co_await writer.wait_closed();
    print("server done");
}

Coro<void> client(Server server) {
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    for (const Bytes& word : {"one\n"_b, "two\n"_b}) {
        writer.write(word);
        const Bytes answer = co_await reader.readline();
        print("client got", answer);
        co_await sleep(1s);
    }
    writer.close();
    co_await writer.wait_closed();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    co_await async_with(server, [&](Server) -> Coro<void> {
        co_await client(server);
        co_await sleep(1s);
    });
}

}  // namespace

PAIR(streams_echo) { run(main()); }
