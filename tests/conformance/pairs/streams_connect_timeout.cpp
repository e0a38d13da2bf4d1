#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    print("server has", co_await reader.readline());
    writer.close();
}

/// A global, as the Python one: a label must not say it, for it differs in every run.
int port = 0;

using Serving = std::pair<Server, int>;

Coro<Serving> serve() {
    const Server server =
        co_await start_server(handle, "127.0.0.1", 0, default_limit, {.backlog = 1});
    const int own = std::get<1>(server.sockets()[0].getsockname());
    co_return Serving{server, own};
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

Coro<void> call(std::string name) {
    std::optional<std::tuple<StreamReader, StreamWriter>> streams;
    try {
        streams = co_await wait_for(open_connection("127.0.0.1", port), 2s);
    } catch (const TimeoutError&) {
        print(name, "heard nothing");
        co_return;
    }
    auto& [reader, writer] = *streams;
    print(name, "is connected");
    writer.write(Bytes{name + "\n"});
    const Bytes answer = co_await reader.read();
    print(name, answer);
    writer.close();
}

Coro<void> main() {
    co_await gather(conformance::list_of(call("first"), call("second"), call("third")));
}

/// `time.sleep`, which is the library's and has a bare name.
struct Sleep {
    [[nodiscard]] static std::string label() { return "sleep"; }
    void operator()() const { time_sleep(5s); }
};

/// `server.close`, bound.
struct Close {
    Server server;
    [[nodiscard]] static std::string label() { return "close"; }
    void operator()() const { server.close(); }
};

}  // namespace

PAIR(streams_connect_timeout) {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    const auto [server, its_port] = run_coroutine_threadsafe(serve(), loop).result();
    port = its_port;
    loop.call_soon_threadsafe(Sleep{});
    run(main());
    loop.call_soon_threadsafe(Close{server});
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    thread.join();
    loop.close();
}
