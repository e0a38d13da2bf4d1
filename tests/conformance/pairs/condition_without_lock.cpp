#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

Coro<void> main() {
    Lock lock;
    Condition condition{lock};
    try {
        condition.notify();
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    try {
        condition.notify_all();
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    try {
        co_await condition.wait();
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    co_await async_with(lock, [&] {
        print(condition.locked());
        condition.notify_all();
    });
}

}  // namespace

PAIR(condition_without_lock) { run(main()); }
