// A TCP socket that never blocks: what Python's socket.socket is to asyncio's transports.
//
// IPv4 addresses only, and no names: nothing is resolved. Thread rule: one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "runtime/bytes.hpp"
#include "runtime/io_handle.hpp"

namespace coroscope {

/// Host and port, as Python's socket addresses: `('127.0.0.1', 8000)`.
using Address = std::tuple<std::string, int>;

namespace detail {

/// Owns the descriptor of a socket. The errors that it throws are OSErrors with errno's number.
class Socket {
public:
    Socket() = default;
    /// A new one, not connected.
    static Socket stream();
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;
    ~Socket();

    /// socket.fileno: -1 once it is closed.
    [[nodiscard]] int fileno() const { return fd_; }

    /// socket.connect: true if it is connected, false where that goes on and the socket becomes
    /// writable at its end.
    [[nodiscard]] bool connect(const Address& address) const;
    /// The errno with which connecting ended (SO_ERROR), or 0.
    [[nodiscard]] int error() const;
    /// socket.bind with SO_REUSEADDR, as asyncio's servers do.
    void bind(const Address& address) const;
    void listen(int backlog) const;
    /// socket.accept: the next connection and who made it, or nothing where nobody waits.
    [[nodiscard]] std::optional<std::pair<Socket, Address>> accept() const;
    /// socket.recv: at most that many octets, none at the end, or nothing where none are there yet.
    [[nodiscard]] std::optional<Bytes> recv(std::size_t most) const;
    /// socket.send: how many octets were taken, or nothing where there is no room for any.
    [[nodiscard]] std::optional<std::size_t> send(std::string_view octets) const;
    /// socket.shutdown(SHUT_WR).
    void shutdown_write() const;
    void close();

    /// Without delay: small writes are sent at once.
    void set_nodelay() const;
    /// setsockopt(SOL_SOCKET, …) of a whole number.
    void set_option(int option, int value) const;
    /// setsockopt(SO_LINGER) with a time of 0: closing it is a reset for the other end.
    void reset_on_close() const;
    [[nodiscard]] Address getsockname() const;
    /// Nothing where there is no peer, or no longer.
    [[nodiscard]] std::optional<Address> getpeername() const;

    /// Let the handle that watches it say so in recordings: whose connection it is, and that it
    /// waits to `what`: read, write, accept or connect.
    void describe(IoHandle& handle, IoHandle::Peer peer, std::string_view what) const;
    /// Emit io_wait: from here on somebody waits for it.
    void report_wait(std::string_view what) const;

private:
    explicit Socket(int fd) : fd_{fd} {}
    [[nodiscard]] trace::Party party() const;

    int fd_ = -1;
    mutable std::uint32_t number_ = 0;  // in recordings, once it has one
};

/// Has the other end's kernel not yet confirmed all that this socket has sent?
bool has_unacknowledged_octets(int fd);

}  // namespace detail
}  // namespace coroscope
