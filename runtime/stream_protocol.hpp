// What stands between a transport and its two streams. asyncio counterpart:
// streams.StreamReaderProtocol with FlowControlMixin. Thread rule: the loop's own thread.
#pragma once

#include <functional>

#include "runtime/stream_writer.hpp"
#include "runtime/waiters.hpp"

namespace coroscope::detail {

/// A server's client_connected_cb; the task that it made, if it was a coroutine.
using ClientConnected = std::function<Ref<FutureBase>(EventLoop&, StreamReader, StreamWriter)>;

class StreamProtocol final : public Protocol {
public:
    /// Without `connected` it is a client's.
    StreamProtocol(EventLoop& loop, Ref<StreamReaderState> reader, ClientConnected connected = {});
    ~StreamProtocol() override;

    void connection_made(Transport& transport) override;
    void data_received(Bytes data) override;
    bool eof_received() override;
    void connection_lost(std::exception_ptr error) override;
    void pause_writing() override { paused_ = true; }
    void resume_writing() override;
    void forget() override;

    /// StreamReaderProtocol._drain_helper. Throws ConnectionResetError once it is lost.
    static Coro<void> drain(Ref<StreamProtocol> protocol, Ref<Transport> transport);
    [[nodiscard]] const Future<void>& closed() const { return closed_; }

private:
    EventLoop& loop_;
    Ref<StreamReaderState> reader_;  // until the connection is lost
    Ref<StreamWriterState> writer_;  // of a server's connection
    Ref<FutureBase> task_;
    ClientConnected connected_;
    Future<void> closed_;
    Waiters drain_waiters_;
    bool paused_ = false;
    bool lost_ = false;
};

}  // namespace coroscope::detail
