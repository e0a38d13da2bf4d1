// Somebody outside of a run on the virtual clock: real time passes, and the run says so.

#include <future>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;

Coro<void> answer(StreamReader reader, StreamWriter writer) {
    print(co_await reader.read());
    writer.close();
}

int port_of(const Server& server) { return std::get<1>(server.sockets()[0].getsockname()); }

/// A caller from outside: says hello to that port and waits for the end.
void call(int port) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    CHECK(write(fd, "hello", 5) == 5);
    shutdown(fd, SHUT_WR);
    char rest = 0;
    CHECK(read(fd, &rest, 1) == 0);
    close(fd);
}

TEST_CASE("with both ends in the run another run is the same") {
    const RecordedRun result = record([] {
        run([]() -> Coro<void> {
            const Server server = co_await start_server(answer, "127.0.0.1", 0);
            auto [reader, writer] = co_await open_connection("127.0.0.1", port_of(server));
            writer.write("hello"_b);
            writer.write_eof();
            co_await reader.read();
            writer.close();
            server.close();
        }());
    });
    CHECK(result.printed == std::vector<std::string>{"b'hello'"});
    CHECK(result.outcome.repeatable);
}

TEST_CASE("where only a caller from outside can help the run waits for one, and says so") {
    std::promise<int> port;
    std::promise<void> said;
    std::vector<std::string> printed;
    std::vector<std::string> logged;
    VirtualClock clock;
    ProgramRun program{{.clock = clock, .output = [&](Stream stream, std::string_view line) {
                            if (stream == Stream::out) {
                                printed.emplace_back(line);
                            } else {
                                logged.emplace_back(line);
                                said.set_value();
                            }
                        }}};
    std::thread caller{[&] {
        const int there = port.get_future().get();
        said.get_future().wait();
        call(there);
    }};
    const auto main = [&port]() -> Coro<void> {
        const auto called = get_running_loop().create_future<void>();
        const auto handler = [called](StreamReader reader, StreamWriter writer) -> Coro<void> {
            co_await answer(reader, writer);
            called.set_result();
        };
        const Server server = co_await start_server(handler, "127.0.0.1", 0);
        port.set_value(port_of(server));
        co_await called;
        server.close();
    };
    const RunOutcome outcome = program.execute([&] { run(main()); });
    caller.join();
    CHECK(outcome.error.empty());
    CHECK(printed == std::vector<std::string>{"b'hello'"});
    CHECK(logged ==
          std::vector<std::string>{
              "coroscope: nobody goes on until somebody from outside calls (Ctrl-C ends it): "
              "MainThread waits for its loop to be woken (Task-1 awaits future)"});
    CHECK_FALSE(outcome.repeatable);
    CHECK(clock.time() >= 1s);
}

TEST_CASE("a time-out passes in real time while somebody outside may still answer") {
    // A listening socket of nobody's: it lets connect, and never answers.
    const int silent = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(silent, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(silent, 1) == 0);
    REQUIRE(getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const int port = ntohs(address.sin_port);
    const auto began = std::chrono::steady_clock::now();
    const RecordedRun result = record([port] {
        run([](int there) -> Coro<void> {
            auto [reader, writer] = co_await open_connection("127.0.0.1", there);
            try {
                co_await wait_for(reader.read(), 300ms);
            } catch (const TimeoutError&) {
                print("silence");
            }
            writer.close();
        }(port));
    });
    CHECK(result.printed == std::vector<std::string>{"silence"});
    CHECK(std::chrono::steady_clock::now() - began >= 290ms);
    CHECK_FALSE(result.outcome.repeatable);
    close(silent);
}

}  // namespace
}  // namespace coroscope
