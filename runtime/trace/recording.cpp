#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

std::string loop_name(LoopId id) { return "loop-" + std::to_string(id); }

std::string party_name(const Recording& recording, Party party) {
    const std::uint32_t number = party.number();
    switch (party.kind()) {
        case PartyKind::none:
            return {};
        case PartyKind::task:
            return "task:" + std::string(recording.task_name(number));
        case PartyKind::future:
            return "future:" + std::to_string(number);
        case PartyKind::handle:
            return "handle:" + std::to_string(number);
        case PartyKind::thread:
            return "thread:" + std::string(recording.thread_name(number));
        case PartyKind::conn:
            return "conn:" + std::to_string(number);
        case PartyKind::person:
            return "person";
    }
    return {};
}

}  // namespace coroscope::trace
