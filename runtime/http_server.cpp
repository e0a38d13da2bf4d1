#include "runtime/http_server.hpp"

#include <fmt/format.h>

#include "runtime/async_with.hpp"
#include "runtime/timeout.hpp"

namespace coroscope::http {

namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 400:
            return "Bad Request";
        case 404:
            return "Not Found";
        case 408:
            return "Request Timeout";
        case 413:
            return "Content Too Large";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        default:
            return "Unknown";
    }
}

}  // namespace

Bytes Response::encode() const {
    std::string body = text;
    std::string framing = "Content-Length: " + std::to_string(body.size());
    if (!chunks.empty()) {
        framing = "Transfer-Encoding: chunked";
        body.clear();
        for (const std::string& chunk : chunks) {
            body += fmt::format("{:x}\r\n{}\r\n", chunk.size(), chunk);
        }
        body += "0\r\n\r\n";
    }
    return Bytes{
        fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{}\r\nConnection: close\r\n\r\n", status,
                    reason_of(status), content_type, framing) +
        body};
}

namespace detail {

Coro<void> Service::_connected(Ref<Service> self, StreamReader reader, StreamWriter writer) {
    struct Close {
        StreamWriter& writer;
        ~Close() {
            try {
                writer.close();
            } catch (...) {  // the loop is closed, where a person has ended the run
                ::coroscope::detail::ignored(std::current_exception());
            }
        }
    } const close{writer};
    try {
        const std::optional<Response> response = co_await respond(self, reader);
        if (response) {
            co_await async_with(timeout(self->limits_.timeout), [&](Timeout) -> Coro<void> {
                writer.write(response->encode());
                co_await writer.drain();
            });
        }
    } catch (const OSError&) {
        // The client is gone, or does not read.
    }
}

Coro<std::optional<Response>> Service::respond(Ref<Service> self, StreamReader reader) {
    std::optional<Request> request;
    std::optional<Response> refusal;
    try {
        request = co_await async_with(
            timeout(self->limits_.timeout),
            [&](Timeout) -> Coro<Request> { co_return co_await read_request(self, reader); });
    } catch (const HttpError& error) {
        refusal = Response{.text = error.message() + "\n", .status = error.status()};
    } catch (const TimeoutError&) {
        refusal = Response{.text = "the request did not come in time\n", .status = 408};
    } catch (const EOFError&) {
        // It went away before it had asked.
    }
    if (!request) {
        co_return refusal;
    }
    co_return co_await self->handler_(std::move(*request));
}

Coro<Request> Service::read_request(Ref<Service> self, StreamReader reader) {
    RequestHead head = parse_request_head(co_await read_head(reader));
    Bytes body = co_await read_body(reader, head.headers, self->limits_.limit, false);
    co_return Request{std::move(head.method), std::move(head.path), std::move(head.headers),
                      std::move(body)};
}

}  // namespace detail

Server::Server(Handler handler, int port, ServerLimits limits)
    : state_{make_ref<detail::ServerState>(std::move(handler), port, limits)} {}

Coro<Server> Server::aenter() const {
    const Server self = *this;
    const auto connected = [service = self.state_->service](StreamReader reader,
                                                            StreamWriter writer) {
        return detail::Service::_connected(service, std::move(reader), std::move(writer));
    };
    self.state_->server = co_await start_server(connected, "127.0.0.1", self.state_->port);
    co_return self;
}

Coro<void> Server::aexit(std::exception_ptr) const {
    const coroscope::Server server = *state_->server;
    server.close();
    co_await server.wait_closed();
}

std::string Server::url() const {
    const int port = std::get<1>(state_->server->sockets().at(0).getsockname());
    return "http://127.0.0.1:" + std::to_string(port);
}

Coro<void> Server::serve_forever() const {
    const coroscope::Server server = *state_->server;
    co_await server.serve_forever();
}

}  // namespace coroscope::http
