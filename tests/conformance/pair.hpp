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

/// The literal `[a, b, c]` of things that cannot be copied.
template <class First, class... Rest>
std::vector<First> list_of(First first, Rest... rest) {
    std::vector<First> list;
    list.push_back(std::move(first));
    (list.push_back(std::move(rest)), ...);
    return list;
}

/// Python's `finally:` of a scope; also where a CancelledError leaves it.
template <class Function>
class Finally {
public:
    explicit Finally(Function function) : function_{std::move(function)} {}
    Finally(const Finally&) = delete;
    Finally& operator=(const Finally&) = delete;
    ~Finally() { function_(); }

private:
    Function function_;
};

}  // namespace coroscope::conformance

/// The C++ side of pairs/NAME.py: `PAIR(name) { … }` is the module's own code.
#define PAIR(name)                                                                        \
    static void name##_program();                                                         \
    static const coroscope::conformance::Registration name##_pair{#name, name##_program}; \
    static void name##_program()
