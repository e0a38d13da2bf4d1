#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void work(int x) {
    time_sleep(x * 1s);
    print("worked", x);
}

}  // namespace

PAIR(thread_join_timeout) {
    const Thread thread{partial<work>(3), {.name = "worker"}};
    print(thread.is_alive(), thread.name());
    thread.start();
    thread.join(1s);
    print(thread.is_alive());
    thread.join(0s);
    print(thread.is_alive());
    thread.join();
    print(thread.is_alive());
    thread.join();
    try {
        thread.start();
    } catch (const RuntimeError& error) {
        print(error.message());
    }
    try {
        Thread{partial<work>(1)}.join();
    } catch (const RuntimeError& error) {
        print(error.message());
    }
}
