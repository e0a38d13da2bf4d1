// asyncio.StreamWriter: what goes out on a connection. `write` takes everything at once and never
// waits; `drain` waits while too much of it is still to be sent.
//
// Copies are the same writer. Thread rule: the loop's own thread.
#pragma once

#include "runtime/stream_reader.hpp"

namespace coroscope {

namespace detail {

class StreamProtocol;

class StreamWriterState final : public RefCounted {
public:
    StreamWriterState(EventLoop& loop, Ref<Transport> transport, Ref<StreamProtocol> protocol,
                      Ref<StreamReaderState> reader);
    ~StreamWriterState() override;

    static Coro<void> drain(Ref<StreamWriterState> writer);
    static Coro<void> wait_closed(Ref<StreamWriterState> writer);
    [[nodiscard]] Transport& transport() const { return *transport_; }

private:
    Ref<Transport> transport_;
    Ref<StreamProtocol> protocol_;
    Ref<StreamReaderState> reader_;
    Future<void> complete_;  // CPython's _complete_fut: made, and never looked at
};

}  // namespace detail

class StreamWriter {
public:
    explicit StreamWriter(Ref<detail::StreamWriterState> state) : state_{std::move(state)} {}

    /// StreamWriter.write. Throws RuntimeError after write_eof.
    void write(const Bytes& data) const { state_->transport().write(data); }
    /// StreamWriter.drain: waits until little enough is left to be sent. Throws what broke the
    /// connection.
    Coro<void> drain() const { return detail::StreamWriterState::drain(state_); }
    /// StreamWriter.write_eof: nothing more will be written, though still read.
    void write_eof() const { state_->transport().write_eof(); }
    /// StreamWriter.can_write_eof.
    [[nodiscard]] static bool can_write_eof() { return true; }
    /// StreamWriter.close: what is buffered is still sent.
    void close() const { state_->transport().close(); }
    [[nodiscard]] bool is_closing() const { return state_->transport().is_closing(); }
    /// StreamWriter.wait_closed. Throws what broke the connection.
    Coro<void> wait_closed() const { return detail::StreamWriterState::wait_closed(state_); }
    /// StreamWriter.get_extra_info of "sockname" or "peername"; nothing for any other name.
    [[nodiscard]] std::optional<Address> get_extra_info(std::string_view name) const;
    /// StreamWriter.transport: its flow control, `abort` and its socket.
    [[nodiscard]] detail::Transport& transport() const { return state_->transport(); }

private:
    Ref<detail::StreamWriterState> state_;
};

}  // namespace coroscope
