#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> knock() { auto [reader, writer] = co_await open_connection("127.0.0.1", 1); }

Coro<void> main() {
    try {
        co_await knock();
    } catch (const ConnectionRefusedError&) {
        print(repr_of(std::current_exception()));
    }
    const auto knocking = gather(list_of(knock(), knock()), return_exceptions);
    const auto results = co_await knocking;
    print(results);
    const Task<void> task = create_task(knock());
    try {
        co_await wait_for(task, 1s);
    } catch (const OSError& error) {
        print(std::string(error.what()), error.code());
    }
    co_await knock();
}

}  // namespace

PAIR(streams_refused) { run(main()); }
