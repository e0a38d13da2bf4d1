#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void work(int x) {
    time_sleep(x * 1s);
    print("worked", x);
}

}  // namespace

PAIR(thread_outlives_main) {
    for (const int x : {2, 1}) {
        Thread{partial<work>(x)}.start();
    }
    print("the end of the main thread");
}
