#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

void connected(StreamReader, StreamWriter writer) {
    const auto [host, port] = *writer.get_extra_info("peername");
    const bool nothing = !writer.get_extra_info("nothing");
    print("from", host, port > 0, nothing ? "None" : "?");
    writer.write("welcome\n"_b);
    writer.close();
}

Coro<void> failing(StreamReader reader, StreamWriter) {
    co_await reader.readline();
    throw ValueError{"boom"};
}

Coro<void> visit(Server server) {
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    print(std::get<0>(*writer.get_extra_info("sockname")),
          std::get<1>(*writer.get_extra_info("peername")) == port);
    writer.write("knock\n"_b);
    try {
        print(co_await reader.read());
        co_await writer.drain();
    } catch (const OSError&) {
        print(repr_of(std::current_exception()));
    }
    writer.close();
    const auto closed = gather(list_of(writer.wait_closed()), return_exceptions);
    co_await closed;
}

Coro<void> main() {
    const Server open = co_await start_server(connected, "127.0.0.1", 0);
    co_await async_with(open, [](Server server) -> Coro<void> { co_await visit(server); });
    const Server broken = co_await start_server(failing, "127.0.0.1", 0);
    co_await async_with(broken, [](Server server) -> Coro<void> {
        const Task<void> visiting = create_task(visit(server));
        co_await sleep(1s);
        print(visiting.done());
        visiting.cancel();
    });
}

}  // namespace

PAIR(streams_callback) { run(main()); }
