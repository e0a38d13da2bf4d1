#include "runtime/http_head.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

namespace coroscope::http {
namespace {

namespace beast = boost::beast::http;

// More digits than any size that is ever sent, and less than an integer holds.
constexpr std::size_t most_digits = 15;

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Feed the parser a whole head. Throws HttpError unless it is one.
template <class Parser>
void parse(Parser& parser, const Bytes& head) {
    // Sizes are judged where the body is read.
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());
    boost::system::error_code error;
    parser.put(boost::asio::buffer(head.view()), error);
    if (error == beast::error::bad_content_length || error == beast::error::bad_transfer_encoding) {
        throw HttpError{400, "the length of the body is unclear"};
    }
    if (error || !parser.is_header_done()) {
        throw HttpError{400, "this is no HTTP/1.1"};
    }
}

template <class Message>
Headers headers_of(const Message& message) {
    Headers headers;
    for (const auto& field : message) {
        headers.add(std::string(field.name_string()), std::string(field.value()));
    }
    // How long the body is must not be said twice.
    if (const auto length = headers.get("Content-Length")) {
        parse_content_length(*length);
        if (headers.get("Transfer-Encoding")) {
            throw HttpError{400, "the length of the body is unclear"};
        }
    }
    return headers;
}

/// The number that `text` begins with; how many digits it has.
std::pair<std::size_t, std::size_t> leading_number(std::string_view text, int base) {
    std::size_t number = 0;
    const char* end = std::from_chars(text.data(), text.data() + text.size(), number, base).ptr;
    return {number, static_cast<std::size_t>(end - text.data())};
}

}  // namespace

void Headers::add(std::string name, std::string value) {
    pairs_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string> Headers::get(std::string_view name) const {
    for (const auto& [key, value] : pairs_) {
        if (same_name(key, name)) {
            return value;
        }
    }
    return std::nullopt;
}

std::string Headers::operator[](std::string_view name) const {
    const auto value = get(name);
    if (!value) {
        throw HttpError{400, "there is no field " + std::string(name)};
    }
    return *value;
}

StatusHead parse_status_head(const Bytes& head) {
    beast::response_parser<beast::empty_body> parser;
    parse(parser, head);
    return {static_cast<int>(parser.get().result_int()), headers_of(parser.get())};
}

RequestHead parse_request_head(const Bytes& head) {
    beast::request_parser<beast::empty_body> parser;
    parse(parser, head);
    const auto& message = parser.get();
    return {std::string(message.method_string()), std::string(message.target()),
            headers_of(message)};
}

std::size_t parse_chunk_size(const Bytes& line) {
    const std::string_view text = line.view();
    const auto [size, digits] = leading_number(text, 16);
    const std::string_view rest =
        text.substr(std::min(text.find_first_not_of(" \t", digits), text.size()));
    if (digits == 0 || digits > most_digits || !text.ends_with("\r\n") ||
        !(rest == "\r\n" || rest.starts_with(';'))) {
        throw HttpError{400, "this is no chunk"};
    }
    return size;
}

std::size_t parse_content_length(std::string_view text) {
    const auto [size, digits] = leading_number(text, 10);
    if (digits == 0 || digits > most_digits || digits != text.size()) {
        throw HttpError{400, "the length of the body is unclear"};
    }
    return size;
}

}  // namespace coroscope::http
