// asyncio.sleep, and time.sleep beside it: the one lets the loop go on, the other does not.
#pragma once

#include "runtime/coro.hpp"

namespace coroscope {

namespace detail {
/// The sleep that takes time.
Coro<void> sleep_for(Nanoseconds delay);
}  // namespace detail

/// asyncio.sleep: the awaiting task goes on after `delay`; 0 or less yields for one iteration.
inline Coro<void> sleep(Nanoseconds delay) {
    return delay > Nanoseconds{0} ? detail::sleep_for(delay) : Coro<void>::bare_yield();
}

/// time.sleep: blocks this thread, and with it the loop and every task of it. Throws
/// KeyboardInterrupt at a Ctrl-C.
void time_sleep(Nanoseconds delay, Place where = Place::current());

}  // namespace coroscope
