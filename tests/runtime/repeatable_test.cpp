// The same program makes the same recording, octet by octet, however busy the machine is.

#include <algorithm>
#include <sstream>
#include <thread>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "runtime/trace/jsonl.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;

#ifdef __clang__  // the sanitizers' and the debugger's builds, which are slow
constexpr int times = 50;
#else
constexpr int times = 1000;
#endif

/// Keeps every processor busy while it lives.
class Load {
public:
    Load() {
        for (unsigned i = 0; i < std::max(2u, std::thread::hardware_concurrency()); ++i) {
            threads_.emplace_back([this] {
                while (!over_.load(std::memory_order_relaxed)) {
                }
            });
        }
    }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;
    ~Load() {
        over_ = true;
        std::ranges::for_each(threads_, &std::thread::join);
    }

private:
    std::atomic<bool> over_ = false;
    std::vector<std::thread> threads_;
};

int square(int x) {
    time_sleep(x * 100ms);
    return x * x;
}

Coro<int> ask_elsewhere(int x) {
    co_await sleep(x * 50ms);
    co_return co_await to_thread(partial<square>(x));
}

Coro<void> ask_all() {
    const int sum = co_await to_thread(partial<square>(3));
    co_await sleep(300ms);
    print("sum", sum);
}

void run_loop(EventLoop* loop) { loop->run_forever(); }
void run_own() { run(ask_all()); }

/// Two threads with loops, one with none, pools, and what crosses between all of them.
void threads_and_loops() {
    EventLoop& loop = new_event_loop();
    const Thread server{partial<run_loop>(&loop)};
    const Thread other{partial<run_own>()};
    server.start();
    other.start();
    const auto first = run_coroutine_threadsafe(ask_elsewhere(2), loop);
    const auto second = run_coroutine_threadsafe(ask_elsewhere(4), loop);
    try {
        second.result(100ms);
    } catch (const TimeoutError&) {
        print("not yet");
    }
    print(first.result(), second.result());
    const auto cancelled = run_coroutine_threadsafe(ask_elsewhere(9), loop);
    time_sleep(100ms);
    print(cancelled.cancel());
    loop.call_soon_threadsafe(partial<&EventLoop::stop>(&loop));
    server.join();
    other.join();
    loop.close();
}

std::string recording_of(const std::function<void()>& program) {
    std::ostringstream text;
    trace::write_jsonl(record(program).recording, text);
    return text.str();
}

void check_repeatable(const std::string& name, const std::function<void()>& program) {
    CAPTURE(name);
    const std::string first = recording_of(program);
    int same = 0;
    {
        const Load load;
        while (same < times && recording_of(program) == first) {
            ++same;
        }
    }
    CHECK(same == times);
}

TEST_CASE("threads and loops make the same recording a thousand times while all processors work") {
    check_repeatable("threads and loops", threads_and_loops);
}

TEST_CASE("so do the lessons with threads, and the one with connections") {
    for (const char* number : {"6", "7", "8"}) {
        for (const lessons::Program& program : lessons::find(number)->programs) {
            std::string name = number;
            for (const lessons::Choice& choice : program.choices) {
                name += " " + std::string{choice.choice};
            }
            check_repeatable(name, program.run);
        }
    }
}

}  // namespace
}  // namespace coroscope
