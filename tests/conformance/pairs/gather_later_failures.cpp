#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> fails(int seconds) {
    co_await sleep(seconds * 1s);
    print("fails", seconds);
    throw ValueError{std::to_string(seconds)};
}

Coro<void> main() {
    try {
        co_await gather(list_of(fails(2), fails(1), fails(3)));
    } catch (const ValueError& error) {
        print("the first:", "ValueError(" + error.message() + ")");
    }
    co_await sleep(5s);
    print("nobody complains about the others");
}

}  // namespace

PAIR(gather_later_failures) { run(main()); }
