#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> read(int) {
    print("never printed");
    co_return;
}

Coro<void> main() {
    (void)read(1);
    print("dropped at once");
    {
        const auto kept = read(2);
        co_await sleep(1s);
        print("kept for a second");
    }
    print("dropped");
    (void)sleep(5s);
    Lock lock;
    (void)lock.acquire();
    print(lock.locked());
}

}  // namespace

PAIR(never_awaited) { run(main()); }
