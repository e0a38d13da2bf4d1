#include "runtime/stream_reader.hpp"

namespace coroscope {

IncompleteReadError::IncompleteReadError(Bytes read, std::optional<std::size_t> expected)
    : EOFError{std::to_string(read.size()) + " bytes read on a total of " +
               (expected ? std::to_string(*expected) : "undefined") + " expected bytes"},
      partial_{std::move(read)},
      expected_{expected} {}

namespace detail {

StreamReaderState::StreamReaderState(EventLoop& loop, std::size_t limit)
    : loop_{loop}, limit_{limit} {
    if (limit == 0) {
        throw ValueError{"Limit cannot be <= 0"};
    }
}

void StreamReaderState::require_no_exception() const {
    if (exception_) {
        std::rethrow_exception(exception_);
    }
}

void StreamReaderState::set_exception(std::exception_ptr error) {
    exception_ = error;
    if (const Future<void> waiter = std::exchange(waiter_, {}); waiter && !waiter.cancelled()) {
        waiter.state()->set_exception(std::move(error));
    }
}

void StreamReaderState::wake_up_waiter() {
    if (const Future<void> waiter = std::exchange(waiter_, {}); waiter && !waiter.cancelled()) {
        waiter.set_result();
    }
}

void StreamReaderState::feed_eof() {
    eof_ = true;
    wake_up_waiter();
}

// Mostly it is all there is, and then all that is read: no octet is copied.
void StreamReaderState::feed_data(Bytes data) {
    if (buffer_.empty()) {
        buffer_ = std::move(data).octets();
    } else {
        buffer_ += data.view();
    }
    wake_up_waiter();
    if (transport_ && !paused_ && buffer_.size() > 2 * limit_) {
        transport_->pause_reading();
        paused_ = true;
    }
}

void StreamReaderState::maybe_resume_transport() {
    if (paused_ && buffer_.size() <= limit_) {
        paused_ = false;
        transport_->resume_reading();
    }
}

Bytes StreamReaderState::take(std::size_t count) {
    Bytes data;
    if (count >= buffer_.size()) {
        data = Bytes{std::exchange(buffer_, {})};
    } else {
        data = Bytes{std::string_view{buffer_}.substr(0, count)};
        buffer_.erase(0, count);
    }
    maybe_resume_transport();
    return data;
}

// Until feed_data or feed_eof is called. A paused transport goes on: nothing would come else.
Coro<void> StreamReaderState::wait_for_data(Ref<StreamReaderState> reader,
                                            std::string_view function) {
    if (reader->waiter_) {
        throw RuntimeError{std::string(function) +
                           "() called while another coroutine is already waiting for incoming "
                           "data"};
    }
    if (reader->paused_) {
        reader->paused_ = false;
        reader->transport_->resume_reading();
    }
    struct Waits {
        StreamReaderState& reader;
        ~Waits() { reader.waiter_ = {}; }
    } const waits{*reader};
    if (reader->transport_) {
        reader->transport_->socket().report_wait("read");
    }
    const auto waiter = reader->loop_.create_future<void>(trace::Word::io);
    reader->waiter_ = waiter;
    co_await waiter;
}

Coro<Bytes> StreamReaderState::read(Ref<StreamReaderState> reader,
                                    std::optional<std::size_t> most) {
    reader->require_no_exception();
    if (most == 0u) {
        co_return Bytes{};
    }
    if (!most) {
        Bytes all;
        for (;;) {
            const Bytes block = co_await read(reader, reader->limit_);
            if (block.empty()) {
                co_return all;
            }
            all += block;
        }
    }
    if (reader->buffer_.empty() && !reader->eof_) {
        co_await wait_for_data(reader, "read");
    }
    co_return reader->take(*most);
}

Coro<Bytes> StreamReaderState::readexactly(Ref<StreamReaderState> reader, std::size_t count) {
    reader->require_no_exception();
    if (count == 0) {
        co_return Bytes{};
    }
    while (reader->buffer_.size() < count) {
        if (reader->eof_) {
            throw IncompleteReadError{Bytes{std::exchange(reader->buffer_, {})}, count};
        }
        co_await wait_for_data(reader, "readexactly");
    }
    co_return reader->take(count);
}

Coro<Bytes> StreamReaderState::readuntil(Ref<StreamReaderState> reader, Bytes separator) {
    if (separator.empty()) {
        throw ValueError{"Separator should be at least one-byte string"};
    }
    reader->require_no_exception();
    std::string& buffer = reader->buffer_;
    std::size_t offset = 0;  // before it there is no separator
    std::size_t found = std::string::npos;
    for (;;) {
        if (buffer.size() >= offset + separator.size()) {
            found = buffer.find(separator.view(), offset);
            if (found != std::string::npos) {
                break;
            }
            // The last octets may be a separator's beginning.
            offset = buffer.size() + 1 - separator.size();
            if (offset > reader->limit_) {
                throw LimitOverrunError{"Separator is not found, and chunk exceed the limit",
                                        offset};
            }
        }
        // Looked at after the buffer: the last data may have brought the separator.
        if (reader->eof_) {
            throw IncompleteReadError{Bytes{std::exchange(buffer, {})}, std::nullopt};
        }
        co_await wait_for_data(reader, "readuntil");
    }
    if (found > reader->limit_) {
        throw LimitOverrunError{"Separator is found, but chunk is longer than limit", found};
    }
    co_return reader->take(found + separator.size());
}

Coro<Bytes> StreamReaderState::readline(Ref<StreamReaderState> reader) {
    const Bytes newline{std::string_view{"\n"}};
    std::string& buffer = reader->buffer_;
    try {
        co_return co_await readuntil(reader, newline);
    } catch (const IncompleteReadError& error) {
        co_return error.partial();
    } catch (const LimitOverrunError& error) {
        if (std::string_view{buffer}.substr(error.consumed()).starts_with(newline.view())) {
            buffer.erase(0, error.consumed() + newline.size());
        } else {
            buffer.clear();
        }
        reader->maybe_resume_transport();
        throw ValueError{error.message()};
    }
}

}  // namespace detail
}  // namespace coroscope
