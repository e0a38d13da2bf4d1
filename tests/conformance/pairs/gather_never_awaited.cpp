#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> fails() {
    throw ValueError{"unheard"};
    co_return;
}

Coro<void> main() {
    auto gathered = gather(list_of(fails(), fails()));
    co_await sleep(1s);
    print(gathered.done());
    gathered = {};
    print("dropped");
}

}  // namespace

PAIR(gather_never_awaited) { run(main()); }
