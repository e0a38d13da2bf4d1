// asyncio.open_connection and start_server: TCP as two streams.
//
// asyncio counterpart: streams.py, on base_events' create_connection and create_server. Hosts are
// IPv4 addresses: nothing is resolved. Thread rule: the loop's own thread.
#pragma once

#include "runtime/server.hpp"

namespace coroscope {

/// asyncio.open_connection. Throws what connecting failed with, as ConnectionRefusedError.
Coro<std::tuple<StreamReader, StreamWriter>> open_connection(std::string host, int port,
                                                             std::size_t limit = default_limit);

namespace detail {

Coro<Server> create_server(ProtocolFactory factory, std::string host, int port, int backlog);

/// A program's client_connected_cb, which may be a coroutine or an ordinary function.
template <class Callback>
ClientConnected client_connected(Callback callback) {
    return [callback = std::move(callback)](EventLoop& loop, StreamReader reader,
                                            StreamWriter writer) -> Ref<FutureBase> {
        if constexpr (std::is_void_v<decltype(callback(reader, writer))>) {
            callback(std::move(reader), std::move(writer));
            return nullptr;
        } else {
            return loop.create_task(callback(std::move(reader), std::move(writer))).state();
        }
    };
}

}  // namespace detail

/// Keyword arguments of start_server.
struct ServerOptions {
    int backlog = 100;  ///< how many may wait to be let in
};

/// asyncio.start_server: `callback(reader, writer)` is called for each connection, as a task of its
/// own where it is a coroutine. With port 0 the system chooses one. Throws OSError.
template <class Callback>
Coro<Server> start_server(Callback callback, std::string host, int port,
                          std::size_t limit = default_limit, ServerOptions options = {}) {
    EventLoop& loop = get_running_loop();
    detail::ProtocolFactory factory = [&loop, limit,
                                       connected = detail::client_connected(std::move(callback))] {
        auto reader = make_ref<detail::StreamReaderState>(loop, limit);
        return Ref<detail::Protocol>{
            make_ref<detail::StreamProtocol>(loop, std::move(reader), connected)};
    };
    co_return co_await detail::create_server(std::move(factory), std::move(host), port,
                                             options.backlog);
}

}  // namespace coroscope
