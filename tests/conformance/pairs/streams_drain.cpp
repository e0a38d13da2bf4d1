#include <poll.h>
#include <unistd.h>

#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

const std::string chunk(16384, '.');

void wait_until(int fd, short what, int milliseconds = -1) {
    pollfd waited{.fd = fd, .events = what, .revents = 0};
    poll(&waited, 1, milliseconds);
}

struct Kernel {
    std::size_t octets = 0;
    int end = -1;

    void fill(int its_end) {
        end = its_end;
        for (int full = 0; full < 2;) {
            if (const ssize_t written = ::write(end, chunk.data(), chunk.size()); written > 0) {
                octets += static_cast<std::size_t>(written);
                full = 0;
            } else {
                ++full;
                wait_until(end, POLLOUT, 300);
            }
        }
    }
    void empty(int source) {
        std::string room(octets, ' ');
        while (octets > 0) {
            wait_until(source, POLLIN);
            octets -= static_cast<std::size_t>(::read(source, room.data(), octets));
        }
        wait_until(end, POLLOUT);
    }
};

Coro<void> handle(Kernel& kernel, StreamWriter writer) {
    writer.transport().set_write_buffer_limits(0);
    kernel.fill(writer.transport().socket().fileno());
    writer.write(Bytes{chunk});
    print("server waits", writer.transport().get_write_buffer_size());
    const Task<void> waiting = create_task(writer.drain());
    co_await writer.drain();
    print("server drained");
    co_await waiting;
    writer.write("!"_b * 100);
    co_await writer.drain();
    print("nothing to wait for");
    kernel.octets += chunk.size() + 100;
    kernel.fill(writer.transport().socket().fileno());
    writer.write(Bytes{chunk});
    writer.close();
    print("closing", writer.is_closing());
    co_await writer.wait_closed();
    print("server closed");
}

Coro<void> main() {
    Kernel kernel;
    const auto handler = [&](StreamReader, StreamWriter writer) { return handle(kernel, writer); };
    const Server server = co_await start_server(handler, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    writer.transport().pause_reading();
    const int source = writer.transport().socket().fileno();
    for (int second = 0; second < 2; ++second) {
        co_await sleep(1s);
        print("client takes all");
        kernel.empty(source);
    }
    co_await sleep(1s);
    std::string room(20000, ' ');
    print("client takes the rest", ::read(source, room.data(), room.size()));
    writer.transport().resume_reading();
    print(co_await reader.read());
    writer.close();
    co_await writer.wait_closed();
    server.close();
}

}  // namespace

PAIR(streams_drain) { run(main()); }
