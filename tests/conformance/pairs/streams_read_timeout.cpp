#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    co_await sleep(5s);
    writer.write("at last\n"_b);
    print("server saw", co_await reader.read());
    writer.close();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    try {
        co_await wait_for(reader.readline(), 1s);
    } catch (const TimeoutError&) {
        print(repr_of(std::current_exception()));
    }
    try {
        co_await async_with(timeout(1s),
                            [&](Timeout) -> Coro<void> { co_await reader.readexactly(4); });
    } catch (const OSError&) {
        print(repr_of(std::current_exception()));
    }
    print(co_await wait_for(reader.readline(), 10s));
    writer.close();
    co_await writer.wait_closed();
    server.close();
}

}  // namespace

PAIR(streams_read_timeout) { run(main()); }
