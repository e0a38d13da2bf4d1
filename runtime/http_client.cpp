#include "runtime/http_client.hpp"

#include <regex>

#include "runtime/async_with.hpp"
#include "runtime/timeout.hpp"

namespace coroscope::http {

namespace {

/// What the coroutine returns, and every failure as a ClientError.
template <class T>
Coro<T> answer(Coro<T> work, Nanoseconds limit) {
    try {
        co_return co_await async_with(
            timeout(limit), [&](Timeout) -> Coro<T> { co_return co_await std::move(work); });
    } catch (const TimeoutError&) {
        throw ClientError{"no whole answer came in time"};
    } catch (const HttpError& error) {
        throw ClientError{error.message()};
    } catch (const OSError& error) {
        throw ClientError{error.message()};
    } catch (const EOFError&) {
        throw ClientError{"the connection ended before the answer did"};
    }
}

struct Url {
    std::string host;
    int port;
    std::string path;
};

Url parse_url(const std::string& text) {
    const std::regex pattern{"http://([0-9.]+)(?::([0-9]{1,5}))?(/[^\\s#]*)?(?:#.*)?"};
    std::smatch part;
    if (!std::regex_match(text, part, pattern)) {
        throw HttpError{400, "'" + text + "' is no URL like http://127.0.0.1:8000/path"};
    }
    return {part[1], part[2].matched ? std::stoi(part[2]) : 80,
            part[3].matched ? part[3].str() : "/"};
}

Coro<ClientResponse> request(ClientLimits limits, std::string text) {
    const Url url = parse_url(text);
    auto [reader, writer] = co_await open_connection(url.host, url.port);
    try {
        writer.write(Bytes{"GET " + url.path + " HTTP/1.1\r\nHost: " + url.host + ":" +
                           std::to_string(url.port) + "\r\nConnection: close\r\n\r\n"});
        StatusHead head = parse_status_head(co_await read_head(reader));
        co_return ClientResponse{
            make_ref<detail::ClientResponseState>(limits, reader, writer, std::move(head))};
    } catch (...) {
        writer.close();
        throw;
    }
}

Coro<Bytes> read_answer(Ref<detail::ClientResponseState> response) {
    const int status = response->head.status;
    if (status < 200 || status == 204 || status == 304) {
        co_return Bytes{};
    }
    co_return co_await read_body(response->reader, response->head.headers, response->limits.limit,
                                 true);
}

}  // namespace

namespace detail {

Coro<Bytes> ClientResponseState::read(Ref<ClientResponseState> response) {
    if (!response->body) {
        response->body = co_await answer(read_answer(response), response->limits.timeout);
    }
    co_return *response->body;
}

Coro<std::string> ClientResponseState::text(Ref<ClientResponseState> response) {
    const Bytes body = co_await read(response);
    co_return body.decode();
}

}  // namespace detail

int ClientResponse::status() const { return state_->head.status; }
const Headers& ClientResponse::headers() const { return state_->head.headers; }
void ClientResponse::close() const { state_->writer.close(); }

RequestContextManager::RequestContextManager(ClientLimits limits, std::string url)
    : state_{make_ref<detail::RequestState>(limits, std::move(url))} {}

Coro<ClientResponse> RequestContextManager::aenter() const {
    const Ref<detail::RequestState> state = state_;
    state->response = co_await answer(request(state->limits, state->url), state->limits.timeout);
    co_return *state->response;
}

Coro<void> RequestContextManager::aexit(std::exception_ptr) const {
    state_->response->close();
    co_return;
}

Coro<ClientSession> ClientSession::aenter() const { co_return *this; }
Coro<void> ClientSession::aexit(std::exception_ptr) const { co_return; }

}  // namespace coroscope::http
