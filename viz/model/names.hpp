// What people call the things of a recording: labels of tasks, threads and futures, blocking calls,
// seconds. The same in every language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The string of that number; the empty one where the recording has none such (a damaged file).
std::string_view known_string(const trace::Recording& recording, StringId id);

/// Is that deadline none that ever comes: `sleep(inf)`? (EVENTS.md: 2^63-1.)
constexpr bool is_never(std::int64_t deadline_ns) { return deadline_ns == INT64_MAX; }

/// Seconds with so many decimals: `1.500`; `∞` for a deadline that never comes.
std::string seconds_text(double ns, int decimals = 3);

/// How long a call was asked to wait, as its argument is written: `2`, `0.25`, `inf`. Real time
/// passes while the call is made, so that what remains of a second is 0.999998: nobody asked for
/// that.
std::string asked_seconds(std::int64_t from_ns, std::int64_t until_ns);

/// A name for any party: `work(2)`, `MainThread`, `future 3`.
std::string party_label(const trace::Recording& recording, const World& world, Party party);

/// A coroutine's label without its class, for narrow places: `get()` of `Queue.get()`.
std::string_view without_class(std::string_view label);

/// Who made a future (`gather`, `wait`, `sleep`), looked for in the events before `seq`; else its
/// number.
std::string future_label(const trace::Recording& recording, Party future, std::size_t seq);

/// Is that asyncio's own timer: of a sleep, of a time limit?
bool is_timer_of_asyncio(std::string_view label);

/// `time.sleep(2)`, `join()`, `Lock.acquire()`: a blocking call by its text in a recording.
std::string blocking_call(std::string_view text, std::string_view argument = {});

/// The blocking call that holds the thread.
std::string blocking_call(const trace::Recording& recording, const Thread& thread);

}  // namespace coroscope::viz
