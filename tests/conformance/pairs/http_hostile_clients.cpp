#include "runtime/http.hpp"
#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

std::vector<Bytes> all_requests() {
    return {
        "hello\r\n\r\n"_b,
        "GET / HTTP/1.1\r\nbad header\r\n\r\n"_b,
        "POST / HTTP/1.1\r\nContent-Length: 2000\r\n\r\n"_b,
        "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"_b,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"_b,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n"_b,
        "GET / HTTP/1.1\r\nX: "_b + "y"_b * 70000 + "\r\n\r\n"_b,
        "GET / HTTP/1.1\r\n"_b,
        ""_b,
    };
}

Coro<http::Response> handle(http::Request request) {
    print("asked", request.method, request.path, request.body);
    co_return http::Response{.text = "well\n"};
}

Coro<void> main() {
    const http::Server bounded{handle, 0, {.timeout = 3s, .limit = 1000}};
    co_await async_with(bounded, [](http::Server server) -> Coro<void> {
        const std::string url = server.url();
        const int port = std::stoi(url.substr(url.rfind(':') + 1));
        for (const bool hangs : {false, true}) {
            for (const Bytes& request : all_requests()) {
                auto [reader, writer] = co_await open_connection("127.0.0.1", port);
                writer.write(request);
                if (!hangs) {
                    writer.write_eof();
                }
                try {
                    const Bytes answer = co_await reader.read();
                    print(Bytes{answer.view().substr(0, 60)});
                } catch (const OSError&) {
                    print(repr_of(std::current_exception()));
                }
                writer.close();
            }
        }
    });
}

}  // namespace

PAIR(http_hostile_clients) { run(main()); }
