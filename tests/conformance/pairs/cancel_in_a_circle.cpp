#include <map>

#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

std::map<std::string, Task<void>> tasks;

Coro<void> waits_for(std::string name) { co_await tasks.at(name); }

Coro<void> main() {
    tasks.insert_or_assign("a", create_task(waits_for("b")));
    tasks.insert_or_assign("b", create_task(waits_for("a")));
    co_await sleep(1s);
    try {
        tasks.at("a").cancel();
    } catch (const RecursionError& error) {
        print(error.repr());
    }
    print(tasks.at("a").done(), tasks.at("b").done());
}

}  // namespace

PAIR(cancel_in_a_circle) {
    try {
        run(main());
    } catch (const RecursionError&) {
        print("run cannot cancel them either");
    }
    tasks.clear();
}
