#include "runtime/stream_protocol.hpp"

#include "runtime/sleep.hpp"

namespace coroscope {
namespace detail {

StreamProtocol::StreamProtocol(EventLoop& loop, Ref<StreamReaderState> reader,
                               ClientConnected connected)
    : loop_{loop},
      reader_{std::move(reader)},
      connected_{std::move(connected)},
      closed_{loop.create_future<void>(trace::Word::io)} {}

// Whoever wanted to know why the connection was lost has read it elsewhere.
StreamProtocol::~StreamProtocol() { closed_.state()->forget_failure(); }

void StreamProtocol::connection_made(Transport& transport) {
    const Ref<Transport> its{&transport};
    reader_->set_transport(its);
    if (connected_) {
        writer_ = make_ref<StreamWriterState>(loop_, its, Ref<StreamProtocol>{this}, reader_);
        task_ = connected_(loop_, StreamReader{reader_}, StreamWriter{writer_});
    }
}

void StreamProtocol::data_received(Bytes data) {
    if (reader_) {
        reader_->feed_data(std::move(data));
    }
}

// The connection stays open for writing.
bool StreamProtocol::eof_received() {
    if (reader_) {
        reader_->feed_eof();
    }
    return true;
}

void StreamProtocol::resume_writing() {
    paused_ = false;
    for (Waiter& waiter : drain_waiters_) {
        if (!waiter.done()) {
            waiter.set_result();
        }
    }
}

void StreamProtocol::connection_lost(std::exception_ptr error) {
    const auto settle = [&](FutureState<void>& future) {
        if (future.done()) {
            return;
        }
        if (error) {
            future.set_exception(error);
        } else {
            future.set_result();
        }
    };
    if (reader_) {
        if (error) {
            reader_->set_exception(error);
        } else {
            reader_->feed_eof();
        }
    }
    settle(*closed_.state());
    lost_ = true;
    if (paused_) {
        for (Waiter& waiter : drain_waiters_) {
            settle(waiter);
        }
    }
    forget();
}

void StreamProtocol::forget() {
    // Moved out first: with the last of them this object may go.
    const auto reader = std::exchange(reader_, nullptr);
    const auto writer = std::exchange(writer_, nullptr);
    const auto task = std::exchange(task_, nullptr);
}

Coro<void> StreamProtocol::drain(Ref<StreamProtocol> protocol, Ref<Transport> transport) {
    if (protocol->lost_) {
        throw ConnectionResetError{"Connection lost"};
    }
    if (!protocol->paused_) {
        co_return;
    }
    transport->socket().report_wait("write");
    const auto waiter = make_ref<Waiter>(protocol->loop_, trace::Word::io);
    const Future<void> drained{waiter};
    const PlaceInRow place{protocol->drain_waiters_, waiter};
    co_await drained;
}

StreamWriterState::StreamWriterState(EventLoop& loop, Ref<Transport> transport,
                                     Ref<StreamProtocol> protocol, Ref<StreamReaderState> reader)
    : transport_{std::move(transport)},
      protocol_{std::move(protocol)},
      reader_{std::move(reader)},
      complete_{loop.create_future<void>(trace::Word::io)} {
    complete_.set_result();
}

StreamWriterState::~StreamWriterState() = default;

Coro<void> StreamWriterState::drain(Ref<StreamWriterState> writer) {
    if (const std::exception_ptr& error = writer->reader_->exception()) {
        std::rethrow_exception(error);
    }
    if (writer->transport_->is_closing()) {
        // So that connection_lost has its turn, also where drain is called over and over.
        co_await sleep(Nanoseconds{0});
    }
    co_await StreamProtocol::drain(writer->protocol_, writer->transport_);
}

Coro<void> StreamWriterState::wait_closed(Ref<StreamWriterState> writer) {
    co_await writer->protocol_->closed();
}

}  // namespace detail

std::optional<Address> StreamWriter::get_extra_info(std::string_view name) const {
    if (name == "sockname") {
        return transport().sockname();
    }
    return name == "peername" ? transport().peername() : std::nullopt;
}

}  // namespace coroscope
