// A connected socket, and who is told of what comes in on it.
//
// asyncio counterpart: selector_events._SelectorSocketTransport, with the flow control of
// transports._FlowControlMixin; `Protocol` is protocols.Protocol. What is written goes out at once
// as far as the system takes it; the rest is buffered, and above the high-water mark the protocol
// is told to pause. Thread rule: the loop's own thread.
//
// Invariant: the protocol hears connection_made once, then data, then at most one eof, then
// connection_lost once.
#pragma once

#include "runtime/event_loop.hpp"
#include "runtime/socket.hpp"

namespace coroscope {

class Server;

namespace detail {

class ServerState;
class Transport;

class Protocol : public RefCounted {
public:
    virtual void connection_made(Transport& transport) = 0;
    virtual void data_received(Bytes data) = 0;
    /// The other end has finished writing. True: this end goes on; false: it closes too.
    virtual bool eof_received() = 0;
    /// It is over; `error` is why, or null where one end closed it in order.
    virtual void connection_lost(std::exception_ptr error) = 0;
    virtual void pause_writing() = 0;
    virtual void resume_writing() = 0;
    /// Let go of everybody: the connection is gone, and nobody is to be told.
    virtual void forget() = 0;
};

class Transport final : public Connection {
public:
    /// Schedules connection_made, then reading, then the waiter's result. A server's connection
    /// says who made it: the socket cannot, once it was reset.
    Transport(EventLoop& loop, Socket socket, Ref<Protocol> protocol, const Future<void>& waiter,
              std::optional<Address> peername = {}, Ref<ServerState> server = {});
    ~Transport() override;

    /// Takes it over: what cannot be sent at once is sent when there is room. Throws RuntimeError
    /// after write_eof.
    void write(const Bytes& data);
    /// No more is written; the other end sees the end of the data once all has been sent.
    void write_eof();
    /// Sends what is buffered, then closes. Nothing is read any more.
    void close();
    /// Closes at once; what is buffered is lost.
    void abort() { force_close(nullptr); }
    [[nodiscard]] bool is_closing() const { return closing_; }

    void pause_reading();
    void resume_reading();
    [[nodiscard]] bool is_reading() const { return !paused_ && !closing_; }

    /// Above `high` octets buffered the protocol pauses, from `low` (a quarter of it) it goes on.
    void set_write_buffer_limits(std::size_t high, std::optional<std::size_t> low = {});
    [[nodiscard]] std::size_t get_write_buffer_size() const { return buffer_.size(); }

    [[nodiscard]] const Address& sockname() const { return sockname_; }
    [[nodiscard]] const std::optional<Address>& peername() const { return peername_; }
    [[nodiscard]] const Socket& socket() const { return socket_; }

    void abandon() override;

private:
    void add_reader();
    void read_ready();
    void write_ready();
    void fatal_error(std::exception_ptr error);
    void force_close(std::exception_ptr error);
    void call_connection_lost(std::exception_ptr error);
    void schedule_connection_lost(std::exception_ptr error);
    void maybe_pause_protocol();
    void maybe_resume_protocol();

    Socket socket_;
    int fd_;
    Ref<Protocol> protocol_;
    Ref<ServerState> server_;
    Address sockname_;
    std::optional<Address> peername_;
    IoHandle::Peer peer_;
    std::string buffer_;  // written and not yet sent
    std::size_t high_water_ = std::size_t{64} * 1024;
    std::size_t low_water_ = std::size_t{16} * 1024;
    int lost_ = 0;  // connection_lost is scheduled; then how many writes came too late
    bool closing_ = false;
    bool paused_ = false;
    bool eof_ = false;
    bool protocol_paused_ = false;
};

}  // namespace detail
}  // namespace coroscope
