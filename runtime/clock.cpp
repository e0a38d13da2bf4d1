#include "runtime/clock.hpp"

#include <unistd.h>

namespace coroscope {

Participant::~Participant() {
    if (wake_fd_ >= 0) {
        close(wake_fd_);
    }
}

void Clock::abandon() noexcept {
    const std::scoped_lock lock{mutex_};
    abandoned_ = true;
    announce();
    rouse_all();
}

}  // namespace coroscope
