#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    print("server read", co_await reader.readline());
    writer.write("served\n"_b);
    writer.close();
}

Coro<void> serve(Server server) {
    try {
        co_await server.serve_forever();
    } catch (const CancelledError&) {
        print("no longer serving", server.is_serving());
        throw;
    }
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    const Task<void> serving = create_task(serve(server));
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    try {
        co_await server.serve_forever();
    } catch (const RuntimeError&) {
        print("twice");
    }
    const Task<void> waiting = create_task(server.wait_closed());
    co_await sleep(1s);
    serving.cancel();
    co_await sleep(1s);
    print(serving.cancelled(), waiting.done(), server.is_serving());
    writer.write("still here\n"_b);
    const Bytes served = co_await reader.readline();
    print(served, waiting.done());
    const Bytes end = co_await reader.readline();
    print(end, waiting.done());
    writer.close();
    co_await waiting;
    co_await server.wait_closed();
    try {
        co_await server.serve_forever();
    } catch (const RuntimeError&) {
        print("closed");
    }
}

}  // namespace

PAIR(streams_server_close) { run(main()); }
