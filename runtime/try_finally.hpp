// Python's `try: … finally: …`, where what comes last may throw, as a destructor may not.
#pragma once

namespace coroscope {

/// Do `body`, then `last`, however the body ends. What `last` throws comes out instead.
template <class Body, class Last>
void try_finally(Body body, Last last) {
    try {
        body();
    } catch (...) {
        last();
        throw;
    }
    last();
}

}  // namespace coroscope
