// The moment right after a beat, where a scenario may say that the person does something.
//
// It stands wherever the runtime has recorded an event that closes a beat (viz/model/beats.hpp) and
// has done all that the event tells, so that the program could go on with its next statement. It is
// missing where nothing can be done: in destructors, inside of what the person does, around a
// select (which lets the person act itself), before a block. The recorder for CPython has the same
// moments.
#pragma once

#include "runtime/trace/writer.hpp"

namespace coroscope {

namespace detail {
void act_after_beat();
}

/// What follows this thread's last beat happens here. Throws KeyboardInterrupt where that is an
/// interrupt. Costs two branches where nothing is planned.
inline void after_beat() {
    if (const trace::Writer* trace = trace::writer(); trace != nullptr && trace->watcher) {
        detail::act_after_beat();
    }
}

}  // namespace coroscope
