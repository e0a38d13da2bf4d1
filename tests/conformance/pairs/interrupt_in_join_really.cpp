#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

void work(double seconds) {
    time_sleep(std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>{seconds}));
    print("slept", seconds);
}

}  // namespace

PAIR(interrupt_in_join_really) {
    const std::vector<Thread> threads{Thread{partial<work>(2.0)}, Thread{partial<work>(1.0)}};
    for (const Thread& thread : threads) {
        thread.start();
    }
    try {
        threads[0].join();
    } catch (const KeyboardInterrupt&) {
        print("interrupted", threads[0].is_alive(), threads[1].is_alive());
    }
    threads[0].join();
    print("joined");
}
