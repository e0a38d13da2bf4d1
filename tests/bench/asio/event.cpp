// Asio has no event; a timer that never expires and is cancelled is its documented stand-in.
#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {
namespace {

class Event {
public:
    explicit Event(asio::io_context& context) : timer_{context} {
        timer_.expires_at(asio::steady_timer::time_point::max());
    }
    asio::awaitable<void> wait() {
        if (!is_set_) {
            asio::error_code woken;
            co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        }
    }
    void set() {
        is_set_ = true;
        timer_.cancel();
    }
    void clear() { is_set_ = false; }

private:
    asio::steady_timer timer_;
    bool is_set_ = false;
};

asio::awaitable<void> side(Event& mine, Event& other, std::size_t times, std::size_t& done) {
    for (std::size_t i = 0; i < times; ++i) {
        co_await mine.wait();
        mine.clear();
        ++done;
        other.set();
    }
}

}  // namespace

void event_ping_pong(Measure& measure, std::size_t count) {
    std::size_t done = 0;
    measure.begin();
    asio::io_context context{1};
    Event a{context};
    Event b{context};
    asio::co_spawn(context, side(a, b, count / 2, done), asio::detached);
    asio::co_spawn(context, side(b, a, count / 2, done), asio::detached);
    a.set();
    context.run();
    measure.end(done);
}

}  // namespace coroscope::bench
