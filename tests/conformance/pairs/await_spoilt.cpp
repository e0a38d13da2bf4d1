#include <map>

#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

std::map<std::string, Task<void>> tasks;

Coro<void> awaits_itself() {
    try {
        co_await tasks.at("first");
    } catch (const RuntimeError&) {
        print("no task awaits itself");
    }
}

Coro<void> awaits_first() {
    try {
        co_await tasks.at("first");
    } catch (const RuntimeError& error) {
        print(error.message());
    }
}

Coro<void> main() {
    tasks.insert_or_assign("first", create_task(awaits_itself()));
    const Task<void> second = create_task(awaits_first());
    co_await second;
    co_await tasks.at("first");
}

}  // namespace

PAIR(await_spoilt) {
    run(main());
    tasks.clear();
}
