#include "runtime/asyncio.hpp"  // py:1
#include "runtime/dict.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

Dict<Task<void>> tasks;  // py:3

Coro<void> brew() {  // py:6
    print("water on");  // py:7
    co_await sleep(2s);  // py:8
    print("tea is ready");  // py:9
}

Coro<void> toast() {  // py:12
    co_await sleep(1s);  // py:13
    print("toast is ready");  // py:14
}

Coro<void> serve() {  // py:17
    co_await tasks.at("brew");  // py:18
    print("breakfast is served");  // py:19
}

Coro<void> main() {  // py:22
    tasks.set("brew", create_task(brew()));  // py:23
    tasks.set("toast", create_task(toast()));  // py:24
    tasks.set("serve", create_task(serve()));  // py:25
    std::vector started{tasks.at("brew"), tasks.at("toast"), tasks.at("serve")};  // py:26
    co_await gather(started, return_exceptions);  // py:27
}

void program() {
    run(main());  // py:30
}
