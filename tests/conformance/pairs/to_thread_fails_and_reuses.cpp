#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void fails() { throw ValueError{"boom"}; }

std::string name() { return current_thread_name(); }

Coro<void> main() {
    for (int i = 0; i < 3; ++i) {
        print(co_await to_thread(partial<name>()));
    }
    try {
        co_await to_thread(partial<fails>());
    } catch (const ValueError& error) {
        print("got", error.message());
    }
}

}  // namespace

PAIR(to_thread_fails_and_reuses) { run(main()); }
