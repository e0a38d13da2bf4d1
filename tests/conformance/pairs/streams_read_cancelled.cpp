#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> handle(StreamReader, StreamWriter writer) {
    co_await sleep(2s);
    writer.write("late\n"_b);
    co_await sleep(1s);
    writer.close();
}

Coro<void> read(StreamReader reader, std::string who) {
    try {
        const Bytes line = co_await reader.readline();
        print(who, "got", line);
    } catch (const CancelledError&) {
        print(who, "was cancelled");
        throw;
    }
}

using Connecting = Task<std::tuple<StreamReader, StreamWriter>>;

// `print(await gather(connecting, return_exceptions=True))` of one that was cancelled.
Coro<void> print_end(Connecting connecting) {
    std::vector<Connecting> tasks{connecting};
    const auto gathered = gather(std::move(tasks), return_exceptions);
    const auto results = co_await gathered;
    print(std::vector<std::exception_ptr>{std::get<std::exception_ptr>(results[0])});
}

Coro<void> main() {
    const Server server = co_await start_server(handle, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    const Task<void> first = create_task(read(reader, "first"));
    co_await sleep(1s);
    try {
        co_await read(reader, "second");
    } catch (const RuntimeError&) {
        print(repr_of(std::current_exception()));
    }
    first.cancel();
    co_await sleep(0s);
    co_await read(reader, "third");
    print(first.cancelled());
    Connecting connecting = create_task(open_connection("127.0.0.1", port));
    co_await sleep(0s);
    connecting.cancel();
    co_await detail::as_block(print_end(connecting));
    co_await sleep(1s);
    connecting = create_task(open_connection("127.0.0.1", port));
    for (int i = 0; i < 4; ++i) {
        co_await sleep(0s);
    }
    connecting.cancel();
    co_await detail::as_block(print_end(connecting));
    writer.close();
    co_await writer.wait_closed();
    server.close();
}

}  // namespace

PAIR(streams_read_cancelled) { run(main()); }
