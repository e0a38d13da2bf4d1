#include "runtime/socket.hpp"

#include <cerrno>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/exceptions.hpp"

namespace coroscope::detail {
namespace {

sockaddr_in to_system(const Address& address) {
    const auto& [host, port] = address;
    sockaddr_in system{};
    system.sin_family = AF_INET;
    if (port < 0 || port > 0xffff) {
        throw ValueError{"port must be 0-65535: " + std::to_string(port)};
    }
    system.sin_port = htons(static_cast<std::uint16_t>(port));
    if (inet_pton(AF_INET, host.c_str(), &system.sin_addr) != 1) {
        throw OSError{"'" + host + "' is no IPv4 address, and names are not resolved here"};
    }
    return system;
}

Address from_system(const sockaddr_in& system) {
    char host[INET_ADDRSTRLEN] = "";
    inet_ntop(AF_INET, &system.sin_addr, host, sizeof host);
    return {host, ntohs(system.sin_port)};
}

// The system's interface takes every family's address by a pointer to this.
sockaddr* as_any(sockaddr_in& system) { return reinterpret_cast<sockaddr*>(&system); }

bool must_wait(int code) { return code == EAGAIN || code == EWOULDBLOCK || code == EINTR; }

int succeed(int result) {
    if (result < 0) {
        throw_os_error(errno);
    }
    return result;
}

}  // namespace

Socket Socket::stream() {
    return Socket{succeed(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))};
}

Socket::Socket(Socket&& other) noexcept
    : fd_{std::exchange(other.fd_, -1)}, number_{other.number_} {}

Socket& Socket::operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(number_, other.number_);
    return *this;
}

Socket::~Socket() { close(); }

void Socket::close() {
    if (fd_ >= 0) {
        ::close(std::exchange(fd_, -1));
    }
}

bool Socket::connect(const Address& address) const {
    sockaddr_in system = to_system(address);
    if (::connect(fd_, as_any(system), sizeof system) == 0) {
        return true;
    }
    if (errno == EINPROGRESS || must_wait(errno)) {
        return false;
    }
    throw_os_error(errno);
}

int Socket::error() const {
    int code = 0;
    socklen_t size = sizeof code;
    succeed(getsockopt(fd_, SOL_SOCKET, SO_ERROR, &code, &size));
    return code;
}

void Socket::bind(const Address& address) const {
    sockaddr_in system = to_system(address);
    set_option(SO_REUSEADDR, 1);
    succeed(::bind(fd_, as_any(system), sizeof system));
}

void Socket::listen(int backlog) const { succeed(::listen(fd_, backlog)); }

std::optional<std::pair<Socket, Address>> Socket::accept() const {
    sockaddr_in system{};
    socklen_t size = sizeof system;
    const int fd = accept4(fd_, as_any(system), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        return std::pair{Socket{fd}, from_system(system)};
    }
    if (must_wait(errno) || errno == ECONNABORTED) {
        return std::nullopt;
    }
    throw_os_error(errno);
}

std::optional<Bytes> Socket::recv(std::size_t most) const {
    // One call, as asyncio makes one: a second one would see what the first has made room for.
    thread_local std::vector<char> room;
    if (room.size() < most) {
        room.resize(most);
    }
    const ssize_t got = ::recv(fd_, room.data(), most, 0);
    if (got >= 0) {
        return Bytes{std::string_view{room.data(), static_cast<std::size_t>(got)}};
    }
    if (must_wait(errno)) {
        return std::nullopt;
    }
    throw_os_error(errno);
}

std::optional<std::size_t> Socket::send(std::string_view octets) const {
    // A broken pipe is an error like any other, not a signal.
    const ssize_t sent = ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
        return static_cast<std::size_t>(sent);
    }
    if (must_wait(errno)) {
        return std::nullopt;
    }
    throw_os_error(errno);
}

void Socket::shutdown_write() const { succeed(shutdown(fd_, SHUT_WR)); }

void Socket::set_nodelay() const {
    const int on = 1;
    succeed(setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
}

void Socket::set_option(int option, int value) const {
    succeed(setsockopt(fd_, SOL_SOCKET, option, &value, sizeof value));
}

void Socket::reset_on_close() const {
    const linger none{.l_onoff = 1, .l_linger = 0};
    succeed(setsockopt(fd_, SOL_SOCKET, SO_LINGER, &none, sizeof none));
}

Address Socket::getsockname() const {
    sockaddr_in system{};
    socklen_t size = sizeof system;
    succeed(::getsockname(fd_, as_any(system), &size));
    return from_system(system);
}

std::optional<Address> Socket::getpeername() const {
    sockaddr_in system{};
    socklen_t size = sizeof system;
    if (::getpeername(fd_, as_any(system), &size) != 0) {
        return std::nullopt;
    }
    return from_system(system);
}

trace::Party Socket::party() const {
    if (trace::Writer* trace = trace::writer(); trace != nullptr && number_ == 0) {
        number_ = trace->recorder().next_connection();
    }
    return number_ != 0 ? trace::Party::conn(number_) : trace::Party{};
}

void Socket::describe(IoHandle& handle, IoHandle::Peer peer, std::string_view what) const {
    trace::Writer* trace = trace::writer();
    handle.describe(peer, party(), trace != nullptr ? trace->intern(what) : 0);
}

void Socket::report_wait(std::string_view what) const {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(trace::Kind::io_wait, {.text = trace->intern(what), .other = party()});
    }
}

bool has_unacknowledged_octets(int fd) {
    tcp_info info{};
    socklen_t size = sizeof info;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_unacked > 0 &&
           info.tcpi_state != TCP_SYN_SENT;
}

}  // namespace coroscope::detail
