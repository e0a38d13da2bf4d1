#include <thread>

#include "tests/bench/asio/works.hpp"

namespace coroscope::bench {

void posted(Measure& measure, std::size_t count) {
    std::size_t done = 0;
    asio::io_context context{1};
    measure.begin();
    auto until_done = asio::make_work_guard(context);
    std::thread poster{[&] {
        for (std::size_t i = 0; i < count; ++i) {
            asio::post(context, [&] {
                if (++done == count) {
                    until_done.reset();
                }
            });
        }
    }};
    context.run();
    poster.join();
    measure.end(done);
}

}  // namespace coroscope::bench
