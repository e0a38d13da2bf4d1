#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader reader, StreamWriter writer) {
    const Bytes line = co_await reader.readline();
    const Bytes name = line.strip();
    print("server knows", name);
    co_await sleep(name.size() * 100ms);
    writer.write("hello "_b + name + "\n"_b);
    writer.close();
}

Coro<std::size_t> client(Server server, Bytes name) {
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    writer.write(name + "\n"_b);
    const Bytes answer = co_await reader.readline();
    print(name, "got", answer);
    writer.close();
    co_await writer.wait_closed();
    co_return answer.size();
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    co_await async_with(server, [&](Server) -> Coro<void> {
        std::vector<Coro<std::size_t>> clients;
        for (const Bytes& name : {"Constance"_b, "Ann"_b, "Robert"_b, "Jo"_b}) {
            clients.push_back(client(server, name));
        }
        const auto all = gather(std::move(clients));
        print(co_await all);
        print(server.is_serving(), server.sockets().size());
    });
    print(server.is_serving(), server.sockets().size());
}

}  // namespace

PAIR(streams_several_clients) { run(main()); }
