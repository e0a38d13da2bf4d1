#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> other() {
    for (int turn = 0; turn < 4; ++turn) {
        print("other", turn);
        co_await sleep(0s);
    }
}

Coro<std::string> returns(std::string value) { co_return value; }

Coro<void> main() {
    const auto task = create_task(other());
    const auto future = get_running_loop().create_future<std::string>();
    future.set_result("finished future");
    const std::string finished = co_await future;
    print(finished);
    const std::string returned = co_await returns("coroutine");
    print(returned);
    const bool acquired = co_await Lock{}.acquire();
    print(acquired, "free lock");
    print("now I yield");
    co_await sleep(0s);
    print("one turn later");
    co_await sleep(-1s);
    print("and one more");
    const std::string result = co_await create_task(returns("task"));
    print(result);
    co_await task;
}

}  // namespace

PAIR(awaits_that_do_not_yield) { run(main()); }
