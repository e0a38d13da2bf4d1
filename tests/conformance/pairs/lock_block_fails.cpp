#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

Coro<void> main() {
    Lock lock;
    try {
        lock.release();
    } catch (const RuntimeError& error) {
        print(error.repr());
    }
    try {
        co_await async_with(lock, [&] {
            print(lock.locked());
            throw ValueError{"in the block"};
        });
    } catch (const ValueError& error) {
        print(error.repr(), lock.locked());
    }
    try {
        co_await async_with(lock, [&] { lock.release(); });
    } catch (const RuntimeError& error) {
        print(error.repr(), lock.locked());
    }
}

}  // namespace

PAIR(lock_block_fails) { run(main()); }
