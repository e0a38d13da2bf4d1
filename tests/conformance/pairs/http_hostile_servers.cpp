#include "runtime/http.hpp"
#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

std::vector<Bytes> all_answers() {
    return {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n"_b,
        "HTTP/1.1 twohundred OK\r\n\r\n"_b,
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"_b,
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n"_b,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n"_b,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;note=1\r\nabc\r\n0\r\nA: b\r\n\r\n"_b,
        "HTTP/1.1 200 OK\r\n\r\nup to the end"_b,
        "HTTP/1.1 200 OK\r\n\r\n"_b + "x"_b * 2000,
        "HTTP/1.1 200 OK\r\nX: "_b + "y"_b * 70000 + "\r\n\r\n"_b,
        "HTTP/1.1 204 No Content\r\n\r\n"_b,
        "HTTP/1.1 200 OK\r\nCont"_b,
        ""_b,
    };
}

http::ClientSession session(std::string url) {
    return http::ClientSession{std::move(url), {.timeout = 2s, .limit = 1000}};
}

Coro<void> get(http::ClientSession asking) {
    try {
        co_await async_with(asking.get("/"), [](http::ClientResponse response) -> Coro<void> {
            print(response.status(), co_await response.read());
        });
    } catch (const http::ClientError&) {
        print(repr_of(std::current_exception()));
    }
}

std::string url_of(const Server& server) {
    return "http://127.0.0.1:" + std::to_string(std::get<1>(server.sockets()[0].getsockname()));
}

Coro<void> main() {
    const std::vector<Bytes> answers = all_answers();
    std::size_t next = 0;
    const auto answer = [&](StreamReader reader, StreamWriter writer) -> Coro<void> {
        co_await reader.readuntil("\r\n\r\n"_b);
        writer.write(answers[next++]);
        writer.close();
    };
    const auto silent = [](StreamReader reader, StreamWriter writer) -> Coro<void> {
        co_await reader.readuntil("\r\n\r\n"_b);
        writer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"_b);
        co_await reader.read();
        writer.close();
    };
    const Server server = co_await start_server(answer, "127.0.0.1", 0);
    const std::string url = url_of(server);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        co_await get(session(url));
    }
    server.close();
    const Server silent_server = co_await start_server(silent, "127.0.0.1", 0);
    co_await get(session(url_of(silent_server)));
    silent_server.close();
    co_await get(session("http://127.0.0.1:1"));
    co_await get(session("gopher://127.0.0.1"));
}

}  // namespace

PAIR(http_hostile_servers) { run(main()); }
