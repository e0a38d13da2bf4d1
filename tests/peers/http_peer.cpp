// Our HTTP client and server, for peers that we did not write:
//
//     http_peer get URL [LIMIT]   the status and the length of the body, then the body itself
//     http_peer serve             says its URL and serves until stdin ends
//
// It runs on the machine's clock. Exit code 1 where a request fails, with one line on stderr.
#include <iostream>
#include <string>

#include <unistd.h>

#include "runtime/asyncio.hpp"
#include "runtime/http.hpp"
#include "runtime/program_run.hpp"
#include "runtime/steady_clock.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;

Coro<void> get(std::string url, std::size_t limit) {
    const http::ClientSession session{url, {.timeout = 3s, .limit = limit}};
    co_await async_with(session.get(""), [](http::ClientResponse response) -> Coro<void> {
        const Bytes body = co_await response.read();
        print(response.status(), body.size());
        print(body.decode());
    });
}

Coro<http::Response> handle(http::Request request) {
    if (request.path == "/chunks") {
        co_return http::Response{.chunks = {"one ", "two ", "three"}};
    }
    if (request.path == "/echo") {
        co_return http::Response{.text = request.method + " " + request.body.decode()};
    }
    if (request.path == "/large") {
        co_return http::Response{.text = std::string(3'000'000, 'x')};
    }
    co_return http::Response{.text = "no such page\n", .status = 404};
}

// Whoever started this ends it by closing its stdin.
Coro<void> until_stdin_ends() {
    EventLoop& loop = get_running_loop();
    const auto ended = loop.create_future<void>();
    loop.add_reader(STDIN_FILENO, [&] {
        char octets[256];
        if (read(STDIN_FILENO, octets, sizeof octets) <= 0 && !ended.done()) {
            ended.set_result();
        }
    });
    co_await ended;
    loop.remove_reader(STDIN_FILENO);
}

Coro<void> serve() {
    const http::Server bounded{handle, 0, {.timeout = 1s, .limit = 100'000}};
    co_await async_with(bounded, [](http::Server server) -> Coro<void> {
        print(server.url());
        co_await until_stdin_ends();
    });
}

int run_program(const std::function<void()>& program) {
    SteadyClock clock;
    ProgramRun run{{.clock = clock, .output = [](Stream stream, std::string_view line) {
                        (stream == Stream::out ? std::cout : std::cerr) << line << std::endl;
                    }}};
    const RunOutcome outcome = run.execute(program);
    if (!outcome.error.empty()) {
        std::cerr << outcome.error << '\n';
    }
    return outcome.error.empty() ? 0 : 1;
}

}  // namespace
}  // namespace coroscope

int main(int argc, char** argv) {
    using namespace coroscope;
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words == std::vector<std::string>{"serve"}) {
        return run_program([] { run(serve()); });
    }
    if (words.size() >= 2 && words[0] == "get") {
        const std::size_t limit = words.size() > 2 ? std::stoul(words[2]) : 1 << 20;
        return run_program([&] { run(get(words[1], limit)); });
    }
    std::cerr << "usage: http_peer get URL [LIMIT] | http_peer serve\n";
    return 2;
}
