#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

class Desk {
public:
    explicit Desk(std::string name) : name_{std::move(name)} {}
    void open() { print(name_, "is open"); }
    void note(const std::string& who, int times) { print(name_, "notes", who, times); }
    void done(const Task<void>& task) { print(name_, "hears of", task.get_name()); }
    void done_as(const std::string& what, const Task<void>& task) {
        print(name_, what, task.get_name());
    }

private:
    std::string name_;
};

Coro<void> work() {
    print("works");
    co_return;
}

Coro<void> main() {
    Desk desk{"desk"};
    EventLoop& loop = get_running_loop();
    const auto note = [&](std::string who, int times) {
        return partial<&Desk::note>(&desk, std::move(who), times);
    };
    loop.call_soon(partial<&Desk::open>(&desk));
    loop.call_soon(note("Ada", 1));
    loop.call_soon(note("Bob", 2));
    loop.call_later(100ms, note("Cy", 3));
    const auto task = create_task(work(), "worker");
    task.add_done_callback(partial<&Desk::done>(&desk));
    task.add_done_callback(partial<&Desk::done_as>(&desk, std::string{"was told of"}));
    co_await task;
    co_await sleep(200ms);
}

}  // namespace

PAIR(callback_bound_methods) {
    run(main());
    EventLoop& loop = new_event_loop();
    loop.call_soon(partial<&EventLoop::stop>(&loop));
    loop.run_forever();
    loop.close();
}
