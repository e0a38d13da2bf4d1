// The moment after an object of the runtime's has gone, and with it what it held of the program's.
#pragma once

#include "runtime/current.hpp"
#include "runtime/trace/writer.hpp"

namespace coroscope::detail {

/// What has gone may have run code of the program's. In a step the next event looks at the clock by
/// itself; between two steps it may be one that happens `as_the_last`.
inline void look_after_disposal() {
    if (trace::Writer* const trace = trace::writer();
        trace != nullptr && coroscope::current().task == nullptr) {
        trace->look();
    }
}

}  // namespace coroscope::detail
