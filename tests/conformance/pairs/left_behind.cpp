#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name) {
    const Finally finally{[&] { print(name, "ends"); }};
    print(name, "begins");
    co_await sleep(10s);
}

Coro<void> main(std::tuple<std::string, std::string> names) {
    create_task(worker(std::get<0>(names)));
    create_task(worker(std::get<1>(names)));
    co_await sleep(1s);
    create_task(worker("never begun"));
}

void program() {
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main({"a", "b"}));
    loop.stop();
    loop.create_task(worker("nor this one"));
    print("closing");
    loop.close();
    print("closed");
}

}  // namespace

PAIR(left_behind) {
    program();
    print("end");
}
