// Reading an HTTP message off a stream, never beyond a limit. Each function is one of
// coroscope.http's, line for line. Thread rule: the loop's own thread.
#pragma once

#include "runtime/http_head.hpp"
#include "runtime/stream_reader.hpp"

namespace coroscope::http {

/// Up to and with the empty line. Throws HttpError where that is too much.
Coro<Bytes> read_head(StreamReader reader);
/// The body as the fields frame it: chunked, of a length, or up to the end of the connection.
/// Throws HttpError, and IncompleteReadError where the connection ends first.
Coro<Bytes> read_body(StreamReader reader, Headers headers, std::size_t limit,
                      bool ends_with_connection);

}  // namespace coroscope::http
