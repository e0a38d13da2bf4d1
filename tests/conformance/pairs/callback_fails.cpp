#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void fails(const std::string& text) { throw ValueError{text}; }

void say(const std::string& text) { print(text); }

void handler(EventLoop&, const ExceptionContext& context) {
    print("handler:", context.exception, context.handle != nullptr);
    if (describe(context.exception) == "ValueError: third") {
        throw TypeError{"in the handler"};
    }
}

void of_future(Future<int> future) {
    throw ValueError{"of a future with " + std::to_string(future.result())};
}

auto failing(std::string text) { return partial<fails>(std::move(text)); }

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    loop.call_soon(failing("first"));
    loop.call_soon(partial<say>(std::string{"the others still run"}));
    co_await sleep(0s);
    loop.set_exception_handler(handler);
    loop.call_soon(failing("second"));
    loop.call_soon(failing("third"));
    loop.call_later(1s, failing("a timer's"));
    co_await sleep(1s);
    const auto future = loop.create_future<int>();
    future.add_done_callback(partial<of_future>());
    future.set_result(5);
    const int result = co_await future;
    print(result);
    co_await sleep(0s);
    loop.call_exception_handler(
        {.message = "mine", .exception = std::make_exception_ptr(ValueError{"mine"})});
    loop.set_exception_handler({});
}

}  // namespace

PAIR(callback_fails) { run(main()); }
