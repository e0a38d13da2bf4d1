#include <algorithm>
#include <cctype>

#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    for (;;) {
        const Bytes line = co_await reader.readline();
        if (line.empty()) {
            break;
        }
        print("server has", line);
        co_await sleep(500ms);
        std::string upper{line.view()};
        std::ranges::transform(upper, upper.begin(), [](char c) { return std::toupper(c); });
        writer.write(Bytes{upper});
    }
    writer.close();
    print("server is done");
}

/// A global, as the Python one: a label must not say it, for it differs in every run.
int port = 0;

using Serving = std::pair<Server, int>;

Coro<Serving> serve() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int own = std::get<1>(server.sockets()[0].getsockname());
    co_return Serving{server, own};
}

Coro<void> shut(Server server) {
    server.close();
    co_await server.wait_closed();
}

void run_loop(EventLoop* loop) {
    loop->run_forever();
    loop->close();
}

Coro<void> client(std::string name) {
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    for (int i = 0; i < 2; ++i) {
        writer.write(Bytes{name + " " + std::to_string(i) + "\n"});
        print(co_await reader.readline());
    }
    writer.close();
    co_await writer.wait_closed();
}

Coro<void> main() {
    co_await gather(conformance::list_of(client("tea"), client("cake")));
    co_await sleep(1s);
}

}  // namespace

PAIR(streams_two_threads) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto [server, its_port] = run_coroutine_threadsafe(serve(), loop).result();
    port = its_port;
    run(main());
    run_coroutine_threadsafe(shut(server), loop).result();
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
}
