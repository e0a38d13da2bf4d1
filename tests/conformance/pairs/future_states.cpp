#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

Coro<void> main() {
    auto future = get_running_loop().create_future<int>();
    try {
        (void)future.result();
    } catch (const InvalidStateError& error) {
        print(error.repr());
    }
    try {
        (void)future.exception();
    } catch (const InvalidStateError& error) {
        print(error.repr());
    }
    future.set_result(1);
    try {
        future.set_result(2);
    } catch (const InvalidStateError& error) {
        print(error.repr());
    }
    const int result = co_await future;
    print(future.result(), future.exception(), result);
    future = get_running_loop().create_future<int>();
    const bool first = future.cancel("why");
    const bool second = future.cancel("again");
    print(first, second, future.cancelled());
    try {
        (void)future.result();
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    try {
        (void)future.exception();
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    try {
        co_await future;
    } catch (const CancelledError& error) {
        print(error.repr());
    }
    future = get_running_loop().create_future<int>();
    future.set_exception(ValueError{"boom"});
    for (int i = 0; i < 2; ++i) {
        try {
            co_await future;
        } catch (const ValueError& error) {
            print(error.repr());
        }
    }
    print(future.exception());
}

}  // namespace

PAIR(future_states) { run(main()); }
