#include "runtime/trace/reading.hpp"

#include <fmt/format.h>

namespace coroscope::trace {

std::string damage_text(const ReadingResult& result, const std::string& file,
                        const Recording& recording) {
    if (result.damage == Damage::none) {
        return {};
    }
    const std::string place = fmt::format("{} {}", result.in_lines ? "line" : "byte", result.place);
    const char* what = result.damage == Damage::cut_off   ? "is cut off at"
                       : result.damage == Damage::stopped ? "was not read beyond"
                                                          : "is damaged at";
    return fmt::format("{} {} {}{}: what comes before it, {} events, is shown", file, what, place,
                       result.why.empty() ? "" : " (" + result.why + ")", recording.events.size());
}

}  // namespace coroscope::trace
