// Rules about a run: what a task to try asks for, and what a question's choice claims.
//
//     RULE = TERM { ", " TERM }      all of them hold
//     TERM = NAME=CHOICE             that variant ran
//          | lasts SECONDS           the program takes so long
//          | MOMENT                  it happens
//          | no MOMENT               it does not
//          | N times MOMENT          so often
//          | MOMENT before MOMENT    both happen, in that order
//          | seen MOMENT             it happens, and the cursor has rested at its beat
//
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "viz/model/beats.hpp"
#include "viz/model/moment.hpp"

namespace coroscope::viz {

/// A run and where the cursor has rested in it.
struct Watched {
    const trace::Recording& recording;
    const Beats& beats;
    const std::vector<std::size_t>& rested;  ///< beats
};

/// Whether the rule holds; nothing where it cannot be read.
std::optional<bool> holds(std::string_view rule, const Watched& run);

/// The rules of a task's stages, which are written with ` > ` between them.
std::vector<std::string_view> stages(std::string_view check);

}  // namespace coroscope::viz
