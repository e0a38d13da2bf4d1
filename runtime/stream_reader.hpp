// asyncio.StreamReader: what comes in on a connection, for one task at a time to read.
//
// Above twice its limit (64 KiB) it stops the transport from reading, so that a fast sender has to
// wait for a slow reader. Copies are the same reader. Thread rule: the loop's own thread.
#pragma once

#include "runtime/coro.hpp"
#include "runtime/transport.hpp"

namespace coroscope {

/// The stream ended before all that was asked for had come.
class IncompleteReadError : public EOFError {
public:
    /// `expected`: how many octets were asked for, where that was a number.
    IncompleteReadError(Bytes read, std::optional<std::size_t> expected);
    [[nodiscard]] std::string_view type() const override { return "IncompleteReadError"; }
    /// What there was.
    [[nodiscard]] const Bytes& partial() const { return partial_; }
    [[nodiscard]] const std::optional<std::size_t>& expected() const { return expected_; }

private:
    Bytes partial_;
    std::optional<std::size_t> expected_;
};

/// No separator within the limit. What was read stays in the reader.
class LimitOverrunError : public Exception {
public:
    LimitOverrunError(std::string message, std::size_t consumed)
        : Exception{std::move(message)}, consumed_{consumed} {}
    [[nodiscard]] std::string_view type() const override { return "LimitOverrunError"; }
    /// How many octets could be read without passing a separator.
    [[nodiscard]] std::size_t consumed() const { return consumed_; }

private:
    std::size_t consumed_;
};

inline constexpr std::size_t default_limit = std::size_t{64} * 1024;

namespace detail {

class StreamReaderState final : public RefCounted {
public:
    StreamReaderState(EventLoop& loop, std::size_t limit);

    static Coro<Bytes> read(Ref<StreamReaderState> reader, std::optional<std::size_t> most);
    static Coro<Bytes> readline(Ref<StreamReaderState> reader);
    static Coro<Bytes> readexactly(Ref<StreamReaderState> reader, std::size_t count);
    static Coro<Bytes> readuntil(Ref<StreamReaderState> reader, Bytes separator);
    [[nodiscard]] bool at_eof() const { return eof_ && buffer_.empty(); }
    [[nodiscard]] const std::exception_ptr& exception() const { return exception_; }

    // Called by the protocol.
    void set_transport(Ref<Transport> transport) { transport_ = std::move(transport); }
    void set_exception(std::exception_ptr error);
    void feed_data(Bytes data);
    void feed_eof();

private:
    static Coro<void> wait_for_data(Ref<StreamReaderState> reader, std::string_view function);
    void require_no_exception() const;
    void wake_up_waiter();
    void maybe_resume_transport();
    Bytes take(std::size_t count);

    EventLoop& loop_;
    std::size_t limit_;
    std::string buffer_;
    bool eof_ = false;
    bool paused_ = false;
    Future<void> waiter_;  // of whoever waits for data
    std::exception_ptr exception_;
    Ref<Transport> transport_;
};

}  // namespace detail

class StreamReader {
public:
    explicit StreamReader(Ref<detail::StreamReaderState> state) : state_{std::move(state)} {}

    /// StreamReader.read: at most that many octets, as soon as there are any, or none at the end;
    /// without a number everything up to the end.
    Coro<Bytes> read(std::optional<std::size_t> most = {}) const {
        return detail::StreamReaderState::read(state_, most);
    }
    /// StreamReader.readline: up to and with a newline, or what is left at the end. Throws
    /// ValueError for a line above the limit.
    Coro<Bytes> readline() const { return detail::StreamReaderState::readline(state_); }
    /// StreamReader.readexactly. Throws IncompleteReadError at the end of the stream.
    Coro<Bytes> readexactly(std::size_t count) const {
        return detail::StreamReaderState::readexactly(state_, count);
    }
    /// StreamReader.readuntil: up to and with the separator. Throws IncompleteReadError at the end
    /// of the stream, LimitOverrunError above the limit.
    Coro<Bytes> readuntil(Bytes separator = Bytes{std::string_view{"\n"}}) const {
        return detail::StreamReaderState::readuntil(state_, std::move(separator));
    }
    /// StreamReader.at_eof: the end was reached and all was read.
    [[nodiscard]] bool at_eof() const { return state_->at_eof(); }
    /// StreamReader.exception: what broke the connection, or null.
    [[nodiscard]] const std::exception_ptr& exception() const { return state_->exception(); }

private:
    Ref<detail::StreamReaderState> state_;
};

}  // namespace coroscope
