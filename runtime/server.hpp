// What start_server gives: a listening socket, and a task for each connection that comes in.
//
// asyncio counterpart: base_events.Server with BaseSelectorEventLoop._accept_connection. Copies are
// the same server; it listens until it is closed, also where no copy is left. Thread rule: the
// loop's own thread.
#pragma once

#include "runtime/stream_protocol.hpp"

namespace coroscope {

namespace detail {

/// Makes the protocol of a connection.
using ProtocolFactory = std::function<Ref<Protocol>()>;

class ServerState final : public RefCounted {
public:
    ServerState(EventLoop& loop, Socket socket, ProtocolFactory factory, int backlog);

    void start_serving();
    void close();
    [[nodiscard]] bool is_serving() const { return serving_; }
    /// Its listening address; none once it is closed.
    [[nodiscard]] std::optional<Address> address() const;
    static Coro<void> wait_closed(Ref<ServerState> server);
    static Coro<void> serve_forever(Ref<ServerState> server);

    // Called by the transports of its connections.
    void attach() { ++active_; }
    void detach();

private:
    void listen();
    void accept_connections();
    static Coro<void> _accept_connection2(Ref<ServerState> server, Socket socket, Address peername);
    void wake_up();

    EventLoop& loop_;
    Socket socket_;
    ProtocolFactory factory_;
    int backlog_;
    int active_ = 0;  // connections
    std::optional<std::vector<Future<void>>> waiters_{std::in_place};
    Future<void> serving_forever_;
    bool serving_ = false;
    bool closed_ = false;
};

}  // namespace detail

class Server {
public:
    explicit Server(Ref<detail::ServerState> state) : state_{std::move(state)} {}

    /// A listening socket, as far as a program may see it.
    struct Socket {
        Address address;
        [[nodiscard]] const Address& getsockname() const { return address; }
    };

    /// Server.sockets: none once it is closed.
    [[nodiscard]] std::vector<Socket> sockets() const;
    /// Server.close: nobody is let in any more; who is there stays.
    void close() const { state_->close(); }
    /// Server.wait_closed. As in Python 3.11 it does not wait where `close` was called before.
    Coro<void> wait_closed() const { return detail::ServerState::wait_closed(state_); }
    /// Server.serve_forever: until it is cancelled, which closes the server.
    Coro<void> serve_forever() const { return detail::ServerState::serve_forever(state_); }
    [[nodiscard]] bool is_serving() const { return state_->is_serving(); }

    /// `async with server:` closes it at the end.
    [[nodiscard]] Coro<Server> aenter() const;
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const;

private:
    Ref<detail::ServerState> state_;
};

}  // namespace coroscope
