#include "runtime/transport.hpp"

#include "runtime/named.hpp"
#include "runtime/program_run.hpp"
#include "runtime/server.hpp"

namespace coroscope::detail {
namespace {

constexpr std::size_t most_received = std::size_t{256} * 1024;
// asyncio's LOG_THRESHOLD_FOR_CONNLOST_WRITES.
constexpr int late_writes_until_warning = 5;

}  // namespace

Transport::Transport(EventLoop& loop, Socket socket, Ref<Protocol> protocol,
                     const Future<void>& waiter, std::optional<Address> peername,
                     Ref<ServerState> server)
    : Connection{loop},
      socket_{std::move(socket)},
      fd_{socket_.fileno()},
      protocol_{std::move(protocol)},
      server_{std::move(server)},
      sockname_{socket_.getsockname()},
      peername_{peername ? std::move(peername) : socket_.getpeername()},
      peer_{current_run().peer_at(peername_)} {
    if (server_) {
        server_->attach();
    }
    if (peer_ == IoHandle::Peer::outside) {
        current_run().note_others();
    }
    socket_.set_nodelay();
    const Ref<Transport> self{this};
    loop_.call_soon(named("connection_made", [self] { self->protocol_->connection_made(*self); }));
    // Only after connection_made, so that the protocol knows whom the data is from.
    loop_.call_soon(named("_add_reader", [self] { self->add_reader(); }));
    loop_.call_soon(named("_set_result_unless_cancelled", [waiter] {
        if (!waiter.cancelled()) {
            waiter.set_result();
        }
    }));
}

Transport::~Transport() = default;

void Transport::abandon() {
    socket_.close();
    // The last reference may go with one of these.
    const auto server = std::exchange(server_, nullptr);
    if (const auto protocol = std::exchange(protocol_, nullptr)) {
        protocol->forget();
    }
}

void Transport::add_reader() {
    if (!closing_) {
        const auto handle = loop_.add_reader(
            fd_, named("_read_ready", [self = Ref<Transport>{this}] { self->read_ready(); }));
        socket_.describe(*handle, peer_, "read");
    }
}

void Transport::pause_reading() {
    if (is_reading()) {
        paused_ = true;
        loop_.remove_reader(fd_);
    }
}

void Transport::resume_reading() {
    if (!closing_ && paused_) {
        paused_ = false;
        add_reader();
    }
}

void Transport::read_ready() {
    if (lost_ > 0) {
        return;
    }
    std::optional<Bytes> data;
    try {
        data = socket_.recv(most_received);
    } catch (const OSError&) {
        fatal_error(std::current_exception());
        return;
    }
    if (!data) {
        return;
    }
    if (!data->empty()) {
        protocol_->data_received(std::move(*data));
    } else if (protocol_->eof_received()) {
        loop_.remove_reader(fd_);
    } else {
        close();
    }
}

void Transport::write(const Bytes& data) {
    if (eof_) {
        throw RuntimeError{"Cannot call write() after write_eof()"};
    }
    if (data.empty()) {
        return;
    }
    if (lost_ > 0) {
        if (lost_++ >= late_writes_until_warning) {
            current_run().log("socket.send() raised exception.");
        }
        return;
    }
    std::size_t sent = 0;
    if (buffer_.empty()) {
        try {
            sent = socket_.send(data.view()).value_or(0);
        } catch (const OSError&) {
            fatal_error(std::current_exception());
            return;
        }
        if (sent == data.size()) {
            return;
        }
        const auto handle = loop_.add_writer(
            fd_, named("_write_ready", [self = Ref<Transport>{this}] { self->write_ready(); }));
        socket_.describe(*handle, peer_, "write");
    }
    buffer_ += data.view().substr(sent);
    maybe_pause_protocol();
}

void Transport::write_ready() {
    if (lost_ > 0) {
        return;
    }
    std::optional<std::size_t> sent;
    try {
        sent = socket_.send(buffer_);
    } catch (const OSError&) {
        loop_.remove_writer(fd_);
        buffer_.clear();
        fatal_error(std::current_exception());
        return;
    }
    if (!sent) {
        return;
    }
    buffer_.erase(0, *sent);
    maybe_resume_protocol();
    if (!buffer_.empty()) {
        return;
    }
    loop_.remove_writer(fd_);
    if (closing_) {
        call_connection_lost(nullptr);
    } else if (eof_) {
        socket_.shutdown_write();
    }
}

void Transport::write_eof() {
    if (closing_ || eof_) {
        return;
    }
    eof_ = true;
    if (buffer_.empty()) {
        socket_.shutdown_write();
    }
}

void Transport::close() {
    if (std::exchange(closing_, true)) {
        return;
    }
    loop_.remove_reader(fd_);
    if (buffer_.empty()) {
        ++lost_;
        loop_.remove_writer(fd_);
        schedule_connection_lost(nullptr);
    }
}

void Transport::fatal_error(std::exception_ptr error) { force_close(std::move(error)); }

void Transport::force_close(std::exception_ptr error) {
    if (lost_ > 0) {
        return;
    }
    if (!buffer_.empty()) {
        buffer_.clear();
        loop_.remove_writer(fd_);
    }
    if (!std::exchange(closing_, true)) {
        loop_.remove_reader(fd_);
    }
    ++lost_;
    schedule_connection_lost(std::move(error));
}

void Transport::schedule_connection_lost(std::exception_ptr error) {
    loop_.call_soon(named("_call_connection_lost", [self = Ref<Transport>{this}, error] {
        self->call_connection_lost(error);
    }));
}

void Transport::call_connection_lost(std::exception_ptr error) {
    const auto protocol = std::exchange(protocol_, nullptr);
    if (protocol) {
        protocol->connection_lost(std::move(error));
    }
    socket_.close();
    if (const auto server = std::exchange(server_, nullptr)) {
        server->detach();
    }
}

void Transport::maybe_pause_protocol() {
    if (buffer_.size() > high_water_ && !protocol_paused_) {
        protocol_paused_ = true;
        protocol_->pause_writing();
    }
}

void Transport::maybe_resume_protocol() {
    if (protocol_paused_ && buffer_.size() <= low_water_) {
        protocol_paused_ = false;
        protocol_->resume_writing();
    }
}

void Transport::set_write_buffer_limits(std::size_t high, std::optional<std::size_t> low) {
    low_water_ = low.value_or(high / 4);
    if (high < low_water_) {
        throw ValueError{"high (" + std::to_string(high) + ") must be >= low (" +
                         std::to_string(low_water_) + ") must be >= 0"};
    }
    high_water_ = high;
    maybe_pause_protocol();
}

}  // namespace coroscope::detail
