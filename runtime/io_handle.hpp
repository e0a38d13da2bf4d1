// What a loop calls when a descriptor is ready, each time that it is: the handle of add_reader and
// add_writer. asyncio counterpart: the events.Handle that BaseSelectorEventLoop._add_reader makes.
//
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/handle.hpp"
#include "runtime/trace/recorder.hpp"

namespace coroscope {

class IoHandle : public Handle {
public:
    using Handle::Handle;

    /// Who may make the descriptor ready: the run itself, anybody who calls (a server's), or
    /// somebody outside of the run.
    enum class Peer : std::uint8_t { inside, anybody, outside };
    /// Say who, and for recordings the connection and what it waits for, as `read`.
    void describe(Peer peer, trace::Party connection, trace::StringId what) {
        peer_ = peer;
        connection_ = connection;
        what_ = what;
    }
    [[nodiscard]] Peer peer() const { return peer_; }
    /// Emit io_ready for what was described.
    void report_ready(trace::LoopId loop) const {
        if (trace::Writer* trace = trace::writer(); trace != nullptr && connection_) {
            trace->emit(trace::Kind::io_ready, {.text = what_, .other = connection_, .loop = loop});
        }
    }

    /// Handle.cancel: it will not run any more; also where it is running right now.
    void cancel() override {
        cancelled_ = true;
        if (!running_) {
            forget();
        }
    }

protected:
    virtual void call() = 0;

private:
    void invoke() final {
        // The callback may cancel its own handle, and must live until it returns.
        struct Running {
            IoHandle& handle;
            explicit Running(IoHandle& its_handle) : handle{its_handle} { handle.running_ = true; }
            Running(const Running&) = delete;
            Running& operator=(const Running&) = delete;
            ~Running() {
                handle.running_ = false;
                if (handle.cancelled_) {
                    handle.forget();
                }
            }
        } const running{*this};
        call();
    }

    bool running_ = false;
    Peer peer_ = Peer::outside;
    trace::Party connection_;
    trace::StringId what_ = 0;
};

/// An IoHandle that calls `function`.
template <class Function>
class IoCallback final : public IoHandle {
public:
    IoCallback(Function function, EventLoop& loop, trace::StringId label, trace::SiteId site)
        : IoHandle{loop, label, site}, function_{std::move(function)} {}
    void forget() override { function_.reset(); }

private:
    void call() override { (*function_)(); }
    std::optional<Function> function_;
};

}  // namespace coroscope
