#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> ouroboros(std::vector<Task<void>>& box) {
    co_await sleep(0s);
    try {
        co_await box[0];
    } catch (const RuntimeError& error) {
        print(error.message().substr(0, error.message().find(':')));
    }
    print("goes on", &current_task()->future() == box[0].state().get());
}

Coro<void> main() {
    std::vector<Task<void>> box;
    box.push_back(create_task(ouroboros(box)));
    co_await box[0];
    EventLoop& other = new_event_loop();
    const auto future = other.create_future<int>();
    try {
        co_await future;
    } catch (const RuntimeError& error) {
        const std::string& message = error.message();
        print(message.substr(0, message.find(' ')),
              message.find("attached to a different loop") != std::string::npos);
    }
    other.close();
}

}  // namespace

PAIR(await_oneself) { run(main()); }
