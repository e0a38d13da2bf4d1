// The head of an HTTP message: its first line and its fields, read by Boost.Beast's parser. What
// the regular expressions of coroscope.http are to Python. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/bytes.hpp"
#include "runtime/exceptions.hpp"

namespace coroscope::http {

/// What is wrong with what the other end sent, and the status that says so.
class HttpError : public Exception {
public:
    HttpError(int status, std::string message) : Exception{std::move(message)}, status_{status} {}
    [[nodiscard]] std::string_view type() const override { return "HttpError"; }
    [[nodiscard]] int status() const { return status_; }

private:
    int status_;
};

/// Names and values in their order; names in either case are the same.
class Headers {
public:
    void add(std::string name, std::string value);
    [[nodiscard]] std::optional<std::string> get(std::string_view name) const;
    /// Throws HttpError where there is none (Python: KeyError).
    [[nodiscard]] std::string operator[](std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

struct StatusHead {
    int status = 0;
    Headers headers;
};
struct RequestHead {
    std::string method;
    std::string path;
    Headers headers;
};

/// The head of an answer, with the empty line at its end. Throws HttpError.
StatusHead parse_status_head(const Bytes& head);
/// The head of a request. Throws HttpError.
RequestHead parse_request_head(const Bytes& head);
/// A chunk's size from the line before it. Throws HttpError.
std::size_t parse_chunk_size(const Bytes& line);
/// A Content-Length. Throws HttpError.
std::size_t parse_content_length(std::string_view text);

}  // namespace coroscope::http
