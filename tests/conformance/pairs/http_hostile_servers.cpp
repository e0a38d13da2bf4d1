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
        "HTTP/1.1 200 OK\r\nContent-Length: 12345678901234567\r\n\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc"_b,
        "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc"_b,
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

Coro<void> answer(StreamReader reader, StreamWriter writer) {
    const Bytes head = co_await reader.readuntil("\r\n\r\n"_b);
    const std::size_t number = std::stoul(head.decode().substr(std::string{"GET /"}.size()));
    writer.write(all_answers()[number]);
    writer.close();
}

Coro<void> silent(StreamReader reader, StreamWriter writer) {
    co_await reader.readuntil("\r\n\r\n"_b);
    writer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"_b);
    co_await reader.read();
    writer.close();
}

Coro<void> get(http::ClientSession session, std::size_t number) {
    try {
        const auto response = session.get("/" + std::to_string(number));
        co_await async_with(response, [](http::ClientResponse answered) -> Coro<void> {
            print(answered.status(), co_await answered.read());
        });
    } catch (const http::ClientError&) {
        print(repr_of(std::current_exception()));
    }
}

http::ClientSession session_to(std::string url) {
    return http::ClientSession{std::move(url), {.timeout = 2s, .limit = 1000}};
}

std::string url_of(const Server& server) {
    return "http://127.0.0.1:" + std::to_string(std::get<1>(server.sockets()[0].getsockname()));
}

Coro<void> main() {
    const Server server = co_await start_server(answer, "127.0.0.1", 0);
    const http::ClientSession session = session_to(url_of(server));
    for (std::size_t number = 0; number < all_answers().size(); ++number) {
        co_await get(session, number);
    }
    server.close();
    const Server second = co_await start_server(silent, "127.0.0.1", 0);
    co_await get(session_to(url_of(second)), 0);
    second.close();
    co_await get(session_to("http://127.0.0.1:1"), 0);
    co_await get(session_to("gopher://127.0.0.1"), 0);
}

}  // namespace

PAIR(http_hostile_servers) { run(main()); }
