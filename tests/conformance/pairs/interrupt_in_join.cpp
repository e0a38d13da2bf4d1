#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

void work(int seconds) {
    time_sleep(std::chrono::seconds{seconds});
    print("slept", seconds);
}

}  // namespace

PAIR(interrupt_in_join) {
    const std::vector<Thread> threads{Thread{partial<work>(3)}, Thread{partial<work>(1)},
                                      Thread{partial<work>(2)}};
    for (const Thread& thread : threads) {
        thread.start();
    }
    try {
        threads[0].join();
    } catch (const KeyboardInterrupt&) {
        print("interrupted", threads[0].is_alive(), threads[1].is_alive(), threads[2].is_alive());
    }
    threads[0].join();
    print("joined", threads[0].is_alive(), threads[1].is_alive(), threads[2].is_alive());
}
