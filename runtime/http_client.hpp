// An HTTP/1.1 client with aiohttp's names: coroscope.http's, line for line.
//
//     co_await async_with(http::ClientSession{server.url()}, [](http::ClientSession session) …
//     co_await async_with(session.get("/"), [](http::ClientResponse response) …
//
// Whatever is wrong with the other end, it throws a ClientError that says what: nobody waits for
// ever, and nobody reads without bound. Thread rule: the loop's own thread.
#pragma once

#include "runtime/http_body.hpp"
#include "runtime/streams.hpp"

namespace coroscope::http {

/// There is no whole answer, and why.
class ClientError : public Exception {
public:
    using Exception::Exception;
    [[nodiscard]] std::string_view type() const override { return "ClientError"; }
};

/// How long an answer may take, its head and its body each, and how much its body may bring.
struct ClientLimits {
    Nanoseconds timeout = std::chrono::seconds{10};
    std::size_t limit = 1 << 20;
};

namespace detail {

struct ClientResponseState final : RefCounted {
    ClientResponseState(ClientLimits its_limits, StreamReader its_reader, StreamWriter its_writer,
                        StatusHead its_head)
        : limits{its_limits},
          reader{std::move(its_reader)},
          writer{std::move(its_writer)},
          head{std::move(its_head)} {}

    static Coro<Bytes> read(Ref<ClientResponseState> response);
    static Coro<std::string> text(Ref<ClientResponseState> response);

    ClientLimits limits;
    StreamReader reader;
    StreamWriter writer;
    StatusHead head;
    std::optional<Bytes> body;  // once it has been read
};

}  // namespace detail

/// An answer whose body is still to be read. Copies are the same answer.
class ClientResponse {
public:
    explicit ClientResponse(Ref<detail::ClientResponseState> state) : state_{std::move(state)} {}

    [[nodiscard]] int status() const;
    [[nodiscard]] const Headers& headers() const;
    /// ClientResponse.read: the whole body. Throws ClientError.
    Coro<Bytes> read() const { return detail::ClientResponseState::read(state_); }
    /// ClientResponse.text: the body as text. Throws ClientError.
    Coro<std::string> text() const { return detail::ClientResponseState::text(state_); }
    void close() const;

private:
    Ref<detail::ClientResponseState> state_;
};

namespace detail {

struct RequestState final : RefCounted {
    RequestState(ClientLimits its_limits, std::string its_url)
        : limits{its_limits}, url{std::move(its_url)} {}

    ClientLimits limits;
    std::string url;
    std::optional<ClientResponse> response;
};

}  // namespace detail

/// What ClientSession.get gives: the request is made where it is entered.
class RequestContextManager {
public:
    RequestContextManager(ClientLimits limits, std::string url);
    /// Connects, asks, and reads the head. Throws ClientError.
    [[nodiscard]] Coro<ClientResponse> aenter() const;
    /// Closes the connection.
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const;

private:
    Ref<detail::RequestState> state_;
};

class ClientSession {
public:
    explicit ClientSession(std::string base_url = {}, ClientLimits limits = {})
        : base_url_{std::move(base_url)}, limits_{limits} {}

    [[nodiscard]] Coro<ClientSession> aenter() const;
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const;
    /// ClientSession.get: of the base URL with this behind it.
    [[nodiscard]] RequestContextManager get(const std::string& url) const {
        return {limits_, base_url_ + url};
    }

private:
    std::string base_url_;
    ClientLimits limits_;
};

}  // namespace coroscope::http
