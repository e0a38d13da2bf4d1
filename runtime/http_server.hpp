// A small HTTP/1.1 server on 127.0.0.1: coroscope.http's, line for line. One request a connection.
//
// Thread rule: the loop's own thread.
#pragma once

#include <functional>

#include "runtime/http_body.hpp"
#include "runtime/streams.hpp"

namespace coroscope::http {

struct Request {
    std::string method;
    std::string path;
    Headers headers;
    Bytes body;
};

/// An answer; `chunks` of them are sent in the chunked encoding, where there are any.
struct Response {
    std::string text;
    int status = 200;
    std::string content_type = "text/plain";
    std::vector<std::string> chunks;

    [[nodiscard]] Bytes encode() const;
};

/// How long a request may take and its answer may, and how much its body may bring.
struct ServerLimits {
    Nanoseconds timeout = std::chrono::seconds{10};
    std::size_t limit = 1 << 20;
};

/// Answers a request.
using Handler = std::function<Coro<Response>(Request)>;

namespace detail {

/// What a server does with a connection; it knows nothing of the listening socket, which knows it.
class Service final : public RefCounted {
public:
    Service(Handler handler, ServerLimits limits) : handler_{std::move(handler)}, limits_{limits} {}

    // Named as in coroscope.http: recordings call the task so.
    static Coro<void> _connected(Ref<Service> self, StreamReader reader, StreamWriter writer);

private:
    static Coro<std::optional<Response>> respond(Ref<Service> self, StreamReader reader);
    static Coro<Request> read_request(Ref<Service> self, StreamReader reader);

    Handler handler_;
    ServerLimits limits_;
};

struct ServerState final : RefCounted {
    ServerState(Handler handler, int its_port, ServerLimits limits)
        : service{make_ref<Service>(std::move(handler), limits)}, port{its_port} {}

    Ref<Service> service;
    int port;
    std::optional<coroscope::Server> server;  // once it listens
};

}  // namespace detail

/// `async_with(http::Server{handler}, [](http::Server server) …` answers each request with
/// `co_await handler(request)`. Copies are the same server.
class Server {
public:
    /// With port 0 the system chooses one.
    explicit Server(Handler handler, int port = 0, ServerLimits limits = {});

    /// Begins to listen. Throws OSError.
    [[nodiscard]] Coro<Server> aenter() const;
    /// Lets nobody in any more.
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const;
    /// Where it listens: `http://127.0.0.1:40123`.
    [[nodiscard]] std::string url() const;
    /// Until it is cancelled.
    [[nodiscard]] Coro<void> serve_forever() const;

private:
    Ref<detail::ServerState> state_;
};

}  // namespace coroscope::http
