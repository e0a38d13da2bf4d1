// A pair is a program in Python (pairs/NAME.py) and the same in C++ (pairs/NAME.cpp): CPython runs
// the one, the runtime the other, and pairs_test.py compares what they print and what they record.
// No expected result is written down anywhere.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/asyncio.hpp"

namespace coroscope::conformance {

struct Pair {
    std::string_view name;
    void (*program)();
};

/// All pairs that are linked in.
std::vector<Pair>& pairs();

struct Registration {
    Registration(std::string_view name, void (*program)()) { pairs().push_back({name, program}); }
};

}  // namespace coroscope::conformance

/// The C++ side of pairs/NAME.py: `PAIR(name) { … }` is the module's own code.
#define PAIR(name)                                                                          \
    static void name##_program();                                                           \
    static const coroscope::conformance::Registration name##_pair{#name, name##_program};    \
    static void name##_program()
