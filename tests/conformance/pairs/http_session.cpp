#include "runtime/http.hpp"
#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<http::Response> handle(http::Request request) {
    print("asked for", request.path, request.headers["Connection"]);
    co_await sleep(1s);
    if (request.path == "/chunks") {
        co_return http::Response{.chunks = {"one ", "two"}};
    }
    if (request.path == "/none") {
        co_return http::Response{.text = "no\n", .status = 404};
    }
    co_return http::Response{.text = "a cup of tea\n"};
}

Coro<std::string> get(http::ClientSession session, std::string path) {
    co_return co_await async_with(session.get(path),
                                  [](http::ClientResponse response) -> Coro<std::string> {
                                      print(response.status(), response.headers()["content-type"]);
                                      const Bytes body = co_await response.read();
                                      const Bytes again = co_await response.read();
                                      print(body, again == co_await response.read());
                                      co_return co_await response.text();
                                  });
}

Coro<void> main() {
    co_await async_with(http::Server{handle}, [](http::Server server) -> Coro<void> {
        const http::ClientSession to_server{server.url()};
        co_await async_with(to_server, [](http::ClientSession session) -> Coro<void> {
            print(co_await get(session, "/"));
            const auto both = gather(list_of(get(session, "/chunks"), get(session, "/none")));
            print(co_await both);
            co_await async_with(session.get("/unread"),
                                [](http::ClientResponse response) { print(response.status()); });
        });
    });
}

}  // namespace

PAIR(http_session) { run(main()); }
