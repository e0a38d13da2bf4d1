#include "runtime/http_body.hpp"

namespace coroscope::http {
namespace {

constexpr int most_trailers = 100;

void check_size(std::size_t size, std::size_t limit) {
    if (size > limit) {
        throw HttpError{413, "the body is larger than " + std::to_string(limit) + " bytes"};
    }
}

Coro<Bytes> read_line(StreamReader reader) {
    try {
        co_return co_await reader.readuntil("\n"_b);
    } catch (const LimitOverrunError&) {
        throw HttpError{400, "a line is too long"};
    }
}

Coro<Bytes> read_chunks(StreamReader reader, std::size_t limit) {
    Bytes body;
    for (;;) {
        const std::size_t size = parse_chunk_size(co_await read_line(reader));
        if (size == 0) {
            break;
        }
        check_size(body.size() + size, limit);
        body += co_await reader.readexactly(size);
        if (co_await reader.readexactly(2) != "\r\n"_b) {
            throw HttpError{400, "this is no chunk"};
        }
    }
    for (int i = 0; i < most_trailers; ++i) {
        if (co_await read_line(reader) == "\r\n"_b) {
            co_return body;
        }
    }
    throw HttpError{431, "the header is too large"};
}

Coro<Bytes> read_to_end(StreamReader reader, std::size_t limit) {
    Bytes body;
    while (const Bytes block = co_await reader.read(65536)) {
        body += block;
        check_size(body.size(), limit);
    }
    co_return body;
}

bool is_chunked(const Headers& headers) {
    const std::string encoding = headers.get("Transfer-Encoding").value_or("identity");
    return Bytes{encoding}.upper() == "CHUNKED"_b;
}

}  // namespace

Coro<Bytes> read_head(StreamReader reader) {
    try {
        co_return co_await reader.readuntil("\r\n\r\n"_b);
    } catch (const LimitOverrunError&) {
        throw HttpError{431, "the header is too large"};
    }
}

Coro<Bytes> read_body(StreamReader reader, Headers headers, std::size_t limit,
                      bool ends_with_connection) {
    if (is_chunked(headers)) {
        co_return co_await read_chunks(reader, limit);
    }
    const auto length = headers.get("Content-Length");
    if (!length) {
        if (!ends_with_connection) {
            co_return Bytes{};
        }
        co_return co_await read_to_end(reader, limit);
    }
    const std::size_t size = parse_content_length(*length);
    check_size(size, limit);
    co_return co_await reader.readexactly(size);
}

}  // namespace coroscope::http
