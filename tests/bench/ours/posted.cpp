// Callbacks that another thread puts into the loop's queue.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {

void posted(Measure& measure, std::size_t count) {
    Tally tally;
    EventLoop& loop = new_event_loop();
    measure.begin();
    Thread poster{[&loop, &tally, count] {
        for (std::size_t i = 0; i < count; ++i) {
            loop.call_soon_threadsafe([&loop, &tally, count] {
                if (++tally.done == count) {
                    loop.stop();
                }
            });
        }
    }};
    poster.start();
    loop.run_forever();
    poster.join();
    measure.end(tally.done);
    loop.close();
}

}  // namespace coroscope::bench
