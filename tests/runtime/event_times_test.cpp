// On the steady clock an event often has the time of the one before it, as nothing of the program's
// came between. Here something does.

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Kind;

constexpr auto work = 3ms;

void compute() {
    const auto end = std::chrono::steady_clock::now() + work;
    while (std::chrono::steady_clock::now() < end) {
    }
}

/// Takes its time to go.
struct Slow {
    Slow() = default;
    Slow(const Slow&) = delete;
    Slow& operator=(const Slow&) = delete;
    ~Slow() { compute(); }
};

/// How long after the first event of that kind the one comes that follows it, in nanoseconds.
std::int64_t pause_after(Kind kind, const std::function<void()>& program) {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder}};
    CHECK(run.execute(program).error.empty());
    const auto events = recorder.recording("").events;
    const auto found =
        std::ranges::find_if(events, [&](const trace::Event& event) { return event.kind == kind; });
    REQUIRE(events.end() - found > 1);
    return found[1].t_ns - found[0].t_ns;
}

Coro<std::shared_ptr<Slow>> gives() { co_return std::make_shared<Slow>(); }
/// Takes its time to be shown.
struct SlowlyShown {};
std::string repr(SlowlyShown) {
    compute();
    return "slow";
}
Coro<SlowlyShown> gives_slowly_shown() { co_return SlowlyShown{}; }
Coro<void> takes(std::shared_ptr<Slow>) { co_return; }
Coro<void> fails() {
    throw ValueError{"boom"};
    co_return;
}

TEST_CASE("a task is done after what its coroutine was given has gone") {
    CHECK(pause_after(Kind::coro_exit, [] { run(takes(std::make_shared<Slow>())); }) >=
          Nanoseconds{work}.count());
}

TEST_CASE("a coroutine has ended before its result is shown in the program's own words") {
    CHECK(pause_after(Kind::coro_exit, [] { run(gives_slowly_shown()); }) >=
          Nanoseconds{work}.count());
}

TEST_CASE("what follows the end of a result that nobody keeps comes after it") {
    // The first step that ends is that of the task, which goes then.
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        loop.create_task(gives());
        loop.run_until_complete(sleep(0ms));
        loop.close();
    };
    CHECK(pause_after(Kind::step_end, program) >= Nanoseconds{work}.count());
}

TEST_CASE("what follows a callback comes after what that held has gone") {
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        loop.call_soon([slow = std::make_shared<Slow>()] {});
        loop.run_until_complete(sleep(0ms));
        loop.close();
    };
    CHECK(pause_after(Kind::handle_end, program) >= Nanoseconds{work}.count());
}

TEST_CASE("what follows a callback of asyncio's own comes after what that held has gone") {
    // Nobody but gather's callback has the future any more, nor what the two give.
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        {
            const auto future = loop.create_future<std::shared_ptr<Slow>>();
            gather(std::vector{future});
            future.set_result(std::make_shared<Slow>());
        }
        loop.run_until_complete(sleep(0ms));
        loop.close();
    };
    CHECK(pause_after(Kind::handle_end, program) >= Nanoseconds{work}.count());
}

TEST_CASE("what follows an exception handler comes after it") {
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        loop.set_exception_handler([](EventLoop&, const ExceptionContext&) { compute(); });
        loop.create_task(fails());
        loop.run_until_complete(sleep(0ms));
        loop.close();
    };
    CHECK(pause_after(Kind::exception_unretrieved, program) >= Nanoseconds{work}.count());
}

}  // namespace
}  // namespace coroscope
