#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

asio::awaitable<void> waits_for(asio::steady_timer& event, std::size_t& waiting) {
    ++waiting;
    asio::error_code woken;
    co_await event.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    --waiting;
}

}  // namespace

void memory(Measure& measure, std::size_t count) {
    asio::io_context context{1};
    asio::steady_timer event{context};
    event.expires_at(asio::steady_timer::time_point::max());
    std::size_t waiting = 0;
    measure.begin();
    for (std::size_t i = 0; i < count; ++i) {
        asio::co_spawn(context, waits_for(event, waiting), asio::detached);
    }
    context.poll();
    measure.held(waiting);
    event.cancel();
    context.run();
}

}  // namespace coroscope::bench
