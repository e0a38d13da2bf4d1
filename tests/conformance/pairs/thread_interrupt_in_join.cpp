#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void work(int x) {
    time_sleep(x * 1s);
    print("worked", x);
}

}  // namespace

PAIR(thread_interrupt_in_join) {
    const Thread thread{partial<work>(3)};
    thread.start();
    try {
        thread.join();
    } catch (const KeyboardInterrupt&) {
        print("interrupted", thread.is_alive());
    }
    thread.join();
    print("ended", thread.is_alive());
}
