#include "tests/conformance/pair.hpp"

using namespace coroscope;

namespace {

class CancelsAtItsEnd {
public:
    CancelsAtItsEnd() = default;
    CancelsAtItsEnd(CancelsAtItsEnd&& other) noexcept
        : is_there_{std::exchange(other.is_there_, false)} {}
    CancelsAtItsEnd& operator=(CancelsAtItsEnd&&) = delete;
    ~CancelsAtItsEnd() {
        if (is_there_) {
            print("cancels", current_task()->get_name());
            current_task()->future().cancel();
        }
    }

private:
    bool is_there_ = true;
};

Coro<void> gives_nothing(CancelsAtItsEnd) {
    print("gives nothing");
    co_return;
}

Coro<int> gives(CancelsAtItsEnd) {
    print("gives");
    co_return 1;
}

Coro<void> main() {
    const Task<void> task = create_task(gives_nothing(CancelsAtItsEnd{}));
    const std::vector quiet(1, task);
    co_await wait(quiet);
    print(task.cancelled());
    const Task<int> other = create_task(gives(CancelsAtItsEnd{}));
    const std::vector others(1, other);
    co_await wait(others);
    print(other.cancelled());
}

}  // namespace

PAIR(cancelled_by_last_argument) { run(main()); }
