#include "runtime/server.hpp"

#include <cerrno>

#include "runtime/named.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {
namespace detail {
namespace {

// asyncio's: the pause where there are too many open files.
constexpr Nanoseconds accept_retry_delay = std::chrono::seconds{1};

}  // namespace

ServerState::ServerState(EventLoop& loop, Socket socket, ProtocolFactory factory, int backlog)
    : loop_{loop}, socket_{std::move(socket)}, factory_{std::move(factory)}, backlog_{backlog} {}

void ServerState::start_serving() {
    if (std::exchange(serving_, true)) {
        return;
    }
    socket_.listen(backlog_);
    current_run().add_address(socket_.getsockname());
    socket_.report_wait("accept");
    listen();
}

void ServerState::listen() {
    if (!closed_) {
        const auto handle = loop_.add_reader(
            socket_.fileno(),
            named("_accept_connection", [self = Ref{this}] { self->accept_connections(); }));
        socket_.describe(*handle, IoHandle::Peer::anybody, "accept");
    }
}

// Called once for each time that the socket is ready; several may be waiting.
void ServerState::accept_connections() {
    for (int i = 0; i < backlog_ && !closed_; ++i) {
        try {
            auto accepted = socket_.accept();
            if (!accepted) {
                return;
            }
            loop_.create_task(_accept_connection2(Ref{this}, std::move(accepted->first),
                                                  std::move(accepted->second)));
        } catch (const OSError& error) {
            const int code = error.code();
            if (code != EMFILE && code != ENFILE && code != ENOBUFS && code != ENOMEM) {
                throw;
            }
            // The socket stays ready: listening again at once would make the loop spin.
            loop_.call_exception_handler({.message = "socket.accept() out of system resource",
                                          .exception = std::current_exception()});
            loop_.remove_reader(socket_.fileno());
            loop_.call_later(accept_retry_delay,
                             named("_start_serving", [self = Ref{this}] { self->listen(); }));
        }
    }
}

Coro<void> ServerState::_accept_connection2(Ref<ServerState> server, Socket socket,
                                            Address peername) {
    try {
        const Ref<Protocol> protocol = server->factory_();
        const auto waiter = server->loop_.create_future<void>(trace::Word::io);
        const auto transport = make_ref<Transport>(server->loop_, std::move(socket), protocol,
                                                   waiter, std::move(peername), server);
        try {
            co_await waiter;
        } catch (...) {
            transport->close();
            throw;
        }
    } catch (const KeyboardInterrupt&) {
        throw;
    } catch (const SystemExit&) {
        throw;
    } catch (const std::exception&) {
        // As in asyncio one connection that failed is nobody's business, a cancelled one neither.
    }
}

std::optional<Address> ServerState::address() const {
    return closed_ ? std::nullopt : std::optional{socket_.getsockname()};
}

void ServerState::detach() {
    if (--active_ == 0 && closed_) {
        wake_up();
    }
}

void ServerState::wake_up() {
    for (const Future<void>& waiter :
         std::exchange(waiters_, std::nullopt).value_or(std::vector<Future<void>>{})) {
        if (!waiter.done()) {
            waiter.set_result();
        }
    }
}

void ServerState::close() {
    if (std::exchange(closed_, true)) {
        return;
    }
    loop_.remove_reader(socket_.fileno());
    socket_.close();
    serving_ = false;
    if (const auto forever = std::exchange(serving_forever_, {}); forever && !forever.done()) {
        forever.cancel();
    }
    if (active_ == 0) {
        wake_up();
    }
}

Coro<void> ServerState::wait_closed(Ref<ServerState> server) {
    if (server->closed_ || !server->waiters_) {
        co_return;
    }
    const auto waiter = server->loop_.create_future<void>(trace::Word::io);
    server->waiters_->push_back(waiter);
    co_await waiter;
}

Coro<void> ServerState::serve_forever(Ref<ServerState> server) {
    if (server->serving_forever_) {
        throw RuntimeError{"server is already being awaited on serve_forever()"};
    }
    if (server->closed_) {
        throw RuntimeError{"server is closed"};
    }
    server->start_serving();
    const auto forever = server->loop_.create_future<void>(trace::Word::io);
    server->serving_forever_ = forever;
    struct Serves {
        ServerState& server;
        ~Serves() { server.serving_forever_ = {}; }
    } const serves{*server};
    std::exception_ptr cancelled;
    try {
        co_await forever;
    } catch (const CancelledError&) {
        cancelled = std::current_exception();
    }
    if (cancelled) {
        server->close();
        co_await wait_closed(server);
        std::rethrow_exception(cancelled);
    }
}

}  // namespace detail

std::vector<Server::Socket> Server::sockets() const {
    const auto address = state_->address();
    return address ? std::vector<Socket>{{*address}} : std::vector<Socket>{};
}

Coro<Server> Server::aenter() const {
    const Server self = *this;
    co_return self;
}

Coro<void> Server::aexit(std::exception_ptr) const {
    const Server self = *this;
    self.close();
    co_await self.wait_closed();
}

}  // namespace coroscope
