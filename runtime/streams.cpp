#include "runtime/streams.hpp"

#include <cctype>
#include <system_error>

#include "runtime/gather.hpp"
#include "runtime/named.hpp"
#include "runtime/program_run.hpp"
#include "runtime/sleep.hpp"

namespace coroscope {
namespace detail {
namespace {

/// BaseSelectorEventLoop._sock_write_done: the socket is connected, or was given up.
class SockWriteDone final : public DoneCallback {
public:
    SockWriteDone(EventLoop& loop, int fd, Ref<IoHandle> handle)
        : DoneCallback{trace_label()}, loop_{loop}, fd_{fd}, handle_{std::move(handle)} {}
    void call(FutureBase&) override {
        if (!handle_->cancelled()) {
            loop_.remove_writer(fd_);
        }
    }

private:
    static trace::StringId trace_label() {
        trace::Writer* trace = trace::writer();
        return trace != nullptr ? trace->intern("_sock_write_done") : 0;
    }

    EventLoop& loop_;
    int fd_;
    Ref<IoHandle> handle_;
};

/// What getaddrinfo gives; recordings show no literal for it.
struct AddressInfo {
    Address address;
};

// CPython looks addresses up in a task of their own, also where there is nothing to look up.
Coro<AddressInfo> _create_server_getaddrinfo(Address address) { co_return AddressInfo{address}; }

/// BaseSelectorEventLoop._sock_connect_cb.
void connected(const Future<void>& future, const Socket& socket, const Address& address) {
    if (future.done()) {
        return;
    }
    if (const int code = socket.error()) {
        future.state()->set_exception(os_error(code, "Connect call failed " + repr(address)));
    } else {
        future.set_result();
    }
}

/// BaseSelectorEventLoop.sock_connect.
Coro<void> sock_connect(EventLoop& loop, Socket& socket, const Address& address) {
    const auto future = loop.create_future<void>(trace::Word::io);
    try {
        const bool is_connected = socket.connect(address);
        current_run().add_address(socket.getsockname());
        if (is_connected) {
            future.set_result();
        } else {
            const auto handle = loop.add_writer(
                socket.fileno(), named("_sock_connect_cb", [future, &socket, &address] {
                    connected(future, socket, address);
                }));
            socket.describe(*handle, current_run().peer_at(address), "connect");
            socket.report_wait("connect");
            future.state()->add_done_callback(
                make_ref<SockWriteDone>(loop, socket.fileno(), handle));
        }
    } catch (const OSError&) {
        future.state()->set_exception(std::current_exception());
    }
    co_await future;
}

/// BaseEventLoop._create_connection_transport.
Coro<Ref<Transport>> create_connection_transport(EventLoop& loop, Socket socket,
                                                 Ref<Protocol> protocol) {
    const auto waiter = loop.create_future<void>(trace::Word::io);
    const auto transport = make_ref<Transport>(loop, std::move(socket), protocol, waiter);
    try {
        co_await waiter;
    } catch (...) {
        transport->close();
        throw;
    }
    co_return transport;
}

Socket bound(const Address& address) {
    Socket socket = Socket::stream();
    try {
        socket.bind(address);
    } catch (const OSError& error) {
        std::string reason = std::generic_category().message(error.code());
        reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
        throw_os_error(error.code(), "error while attempting to bind on address " + repr(address) +
                                         ": " + reason);
    }
    return socket;
}

}  // namespace

Coro<Server> create_server(ProtocolFactory factory, std::string host, int port, int backlog) {
    std::vector<Coro<AddressInfo>> lookups;
    lookups.push_back(_create_server_getaddrinfo(Address{host, port}));
    const auto gathered = gather(std::move(lookups));
    const auto infos = co_await gathered;
    const auto server = make_ref<ServerState>(get_running_loop(), bound(infos.front().address),
                                              std::move(factory), backlog);
    server->start_serving();
    co_await sleep(Nanoseconds{0});
    co_return Server{server};
}

}  // namespace detail

Coro<std::tuple<StreamReader, StreamWriter>> open_connection(std::string host, int port,
                                                             std::size_t limit) {
    EventLoop& loop = get_running_loop();
    const auto reader = make_ref<detail::StreamReaderState>(loop, limit);
    const auto protocol = make_ref<detail::StreamProtocol>(loop, reader);
    detail::Socket socket = detail::Socket::stream();
    const Address address{std::move(host), port};
    co_await detail::sock_connect(loop, socket, address);
    const auto transport =
        co_await detail::create_connection_transport(loop, std::move(socket), protocol);
    const auto writer = make_ref<detail::StreamWriterState>(loop, transport, protocol, reader);
    co_return std::tuple{StreamReader{reader}, StreamWriter{writer}};
}

}  // namespace coroscope
