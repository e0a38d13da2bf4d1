#include "runtime/asyncio.hpp"  // py:1
#include "runtime/http.hpp"  // py:3
using namespace coroscope;
using namespace std::chrono_literals;

Coro<http::Response> serve_tea(http::Request request) {  // py:6
    print("asked for", request.path);  // py:7
    co_await sleep(1s);  // py:8
    co_return http::Response{"a cup of tea"};  // py:9
}

Coro<Bytes> fetch(http::ClientSession session, std::string path) {  //| read=forgotten: Coro<Coro<Bytes>> fetch(http::ClientSession session, std::string path) {  // py:12
    auto ask = [&](http::ClientResponse response) -> Coro<Bytes> {  //| read=forgotten: auto ask = [&](http::ClientResponse response) -> Coro<Coro<Bytes>> {
        print("status", response.status());  // py:14
        co_return co_await response.read();  //| read=forgotten: co_return response.read();  // py:15
    };
    co_return co_await async_with(session.get(path), ask);  // py:13
}

void show(const Bytes& page) {  // py:18
    print("got bytes");  // py:19
    print(page.decode());  // py:21
}
void show(const Coro<Bytes>&) {  // py:18
    print("got coroutine");  // py:19
}

Coro<void> main() {  // py:24
    auto use = [](http::ClientSession session) -> Coro<void> {
        show(co_await fetch(session, "/tea"));  // py:27
    };
    auto serve = [&](http::Server server) -> Coro<void> {
        co_await async_with(http::ClientSession{server.url()}, use);  // py:26
    };
    co_await async_with(http::Server{serve_tea}, serve);  // py:25
}

void program() {
    run(main());  // py:30
}
