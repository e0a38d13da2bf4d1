#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, int seconds) {
    for (int i = 0; i < 3; ++i) {
        co_await sleep(seconds * 1s);
        print(name, i);
    }
}

void run_worker(const std::string& name, int seconds) { run(worker(name, seconds)); }

}  // namespace

PAIR(thread_two_loops) {
    const std::vector<Thread> threads{Thread{partial<run_worker>("tick", 1)},
                                      Thread{partial<run_worker>("tock", 2)}};
    for (const Thread& thread : threads) {
        thread.start();
    }
    run(worker("main", 2));
    for (const Thread& thread : threads) {
        thread.join();
    }
}
