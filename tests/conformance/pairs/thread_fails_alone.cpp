#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void fails() {
    time_sleep(1s);
    throw ValueError{"boom"};
}

void leaves() { throw SystemExit{}; }

/// Python's time.sleep as a target.
struct Sleep {
    void operator()() const { time_sleep(9s, Place{}); }
    [[nodiscard]] static std::string name() { return "sleep"; }
};

}  // namespace

PAIR(thread_fails_alone) {
    const std::vector<Thread> threads{Thread{partial<fails>()}, Thread{partial<leaves>()},
                                      Thread{Sleep{}, {.daemon = true}}};
    for (const Thread& thread : threads) {
        thread.start();
    }
    threads[0].join();
    print("the main thread goes on");
}
