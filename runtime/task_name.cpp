#include "runtime/task_name.hpp"

#include <utility>

namespace coroscope {

void TaskName::set(std::string&& text) {
    drop_text();
    word_ = reinterpret_cast<std::uintptr_t>(new std::string{std::move(text)});
}

void TaskName::drop_text() {
    if (is_text()) {
        delete pointer();
        word_ = no_number;
    }
}

}  // namespace coroscope
