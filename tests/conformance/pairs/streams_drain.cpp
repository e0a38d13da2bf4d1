#include <poll.h>
#include <unistd.h>

#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t chunk = 16384;

struct Written {
    std::size_t octets = 0;
    std::optional<StreamWriter> by;
};

void wait_until(int fd, short what) {
    pollfd waited{.fd = fd, .events = what, .revents = 0};
    poll(&waited, 1, -1);
}

void take(int source, std::size_t left) {
    std::string room(left, ' ');
    while (left > 0) {
        wait_until(source, POLLIN);
        left -= static_cast<std::size_t>(::read(source, room.data(), left));
    }
}

void take_all_that_was_sent(Written& written, int source) {
    const auto& transport = written.by->transport();
    take(source, written.octets - transport.get_write_buffer_size());
    written.octets = transport.get_write_buffer_size();
    wait_until(transport.socket().fileno(), POLLOUT);
}

void write_more_than_fits(Written& written, const StreamWriter& writer) {
    while (writer.transport().get_write_buffer_size() == 0) {
        writer.write("."_b * chunk);
        written.octets += chunk;
    }
}

Coro<void> handle(Written& written, StreamWriter writer) {
    written.by = writer;
    writer.transport().set_write_buffer_limits(0);
    write_more_than_fits(written, writer);
    print("server waits");
    const Task<void> waiting = create_task(writer.drain());
    co_await writer.drain();
    print("server drained");
    co_await waiting;
    writer.write("!"_b * 100);
    written.octets += 100;
    co_await writer.drain();
    print("nothing to wait for");
    write_more_than_fits(written, writer);
    writer.close();
    print("closing", writer.is_closing());
    co_await writer.wait_closed();
    print("server closed");
}

Coro<void> main() {
    Written written;
    const auto handler = [&](StreamReader, StreamWriter writer) { return handle(written, writer); };
    const Server server = co_await start_server(handler, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    writer.transport().pause_reading();
    const int source = writer.transport().socket().fileno();
    for (int second = 0; second < 2; ++second) {
        co_await sleep(1s);
        print("client takes all");
        take_all_that_was_sent(written, source);
    }
    co_await sleep(1s);
    take(source, written.octets);
    print("client took the rest");
    writer.transport().resume_reading();
    print(co_await reader.read());
    writer.close();
    co_await writer.wait_closed();
    server.close();
}

}  // namespace

PAIR(streams_drain) { run(main()); }
