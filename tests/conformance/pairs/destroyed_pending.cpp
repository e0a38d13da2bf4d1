#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> endless(std::string name) {
    const Finally finally{[&] { print(name, "ends"); }};
    co_await get_running_loop().create_future<void>();
}

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    loop.create_task(endless("lost"));
    co_await sleep(1s);
    print("it was nobody's");
    const auto kept = loop.create_task(endless("kept"));
    co_await sleep(1s);
}

}  // namespace

PAIR(destroyed_pending) {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main());
    loop.close();
    print("end");
}
