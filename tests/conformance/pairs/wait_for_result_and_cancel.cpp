#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> waits(Future<std::string> future) {
    const std::string result = co_await wait_for(future, 5s);
    print("got", result);
}

Coro<void> main() {
    auto future = get_running_loop().create_future<std::string>();
    auto task = create_task(waits(future));
    co_await sleep(1s);
    future.set_result("the result");
    print(task.cancel());
    co_await wait(list_of(task));
    print("the cancel was lost:", !task.cancelled(), task.cancelling());
    future = get_running_loop().create_future<std::string>();
    task = create_task(waits(future));
    co_await sleep(1s);
    print(task.cancel());
    future.set_result("too late?");
    co_await wait(list_of(task));
    print(task.cancelled());
}

}  // namespace

PAIR(wait_for_result_and_cancel) { run(main()); }
