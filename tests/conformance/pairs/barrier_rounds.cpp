#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> runner(std::string name, Barrier barrier, int seconds) {
    for (const int round : {1, 2}) {
        co_await sleep(seconds * 1s);
        print(name, "arrives", barrier.n_waiting());
        const int index = co_await barrier.wait();
        print(name, "goes on as", index, "in round", round);
    }
}

Coro<void> main() {
    Barrier barrier{3};
    print(barrier.parties(), barrier.n_waiting(), barrier.broken());
    co_await gather(
        list_of(runner("a", barrier, 1), runner("b", barrier, 2), runner("c", barrier, 1)));
    print(barrier.n_waiting());
}

}  // namespace

PAIR(barrier_rounds) { run(main()); }
