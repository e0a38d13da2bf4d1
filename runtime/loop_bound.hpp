// What belongs to the loop that first waits for it. asyncio counterpart: mixins._LoopBoundMixin.
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/event_loop.hpp"

namespace coroscope::detail {

class LoopBound {
public:
    /// The running loop, which is the object's from now on. Throws RuntimeError in another one.
    EventLoop& get_loop(std::string_view type) {
        EventLoop& loop = get_running_loop();
        if (loop_ == nullptr) {
            loop_ = &loop;
        }
        if (loop_ != &loop) {
            throw RuntimeError{std::string(type) + " is bound to a different event loop"};
        }
        return loop;
    }

private:
    EventLoop* loop_ = nullptr;
};

}  // namespace coroscope::detail
