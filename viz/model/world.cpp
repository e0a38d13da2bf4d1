#include "viz/model/world.hpp"

namespace coroscope::viz {

DocumentState document_state(TaskState state) {
    switch (state) {
        case TaskState::ready:
        case TaskState::waiting:
        case TaskState::destroyed:  // asyncio never made it anything else
            return DocumentState::pending;
        case TaskState::running:
            return DocumentState::running;
        case TaskState::done:
        case TaskState::failed:
            return DocumentState::done;
        case TaskState::cancelled:
            return DocumentState::cancelled;
    }
    return DocumentState::pending;
}

}  // namespace coroscope::viz
