#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void say(const std::string& text) { print(text); }

auto saying(std::string text) { return partial<say>(std::move(text)); }

void cancel(Ref<Handle> handle) {
    handle->cancel();
    print("cancels the next one");
}

struct Handles {
    Ref<Handle> last;
};

void cancel_last(std::shared_ptr<Handles> handles) { cancel(handles->last); }

Coro<void> main() {
    EventLoop& loop = get_running_loop();
    const auto handles = std::make_shared<Handles>();
    loop.call_soon(partial<cancel_last>(handles));
    handles->last = loop.call_soon(saying("never"));
    loop.call_soon(saying("but this"));
    co_await sleep(0s);
    loop.call_later(1s, partial<cancel_last>(handles));
    handles->last = loop.call_later(1s, saying("never"));
    loop.call_later(1s, saying("but this"));
    co_await sleep(2s);
}

}  // namespace

PAIR(ready_handle_cancelled) { run(main()); }
