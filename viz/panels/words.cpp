#include "viz/panels/words.hpp"

#include <cstdio>

namespace coroscope::viz {

std::string clock_text(std::int64_t t_ns) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", static_cast<double>(t_ns) / 1e9);
    return text;
}

std::string_view task_label(const Scene& scene, TaskId task) {
    if (task == 0) {
        return scene.word(Str::by_plain_code);
    }
    if (task < scene.now.tasks.size() && scene.now.tasks[task].label != 0) {
        return scene.film.recording.string(scene.now.tasks[task].label);
    }
    return scene.film.recording.task_name(task);
}

Str state_word(TaskState state) {
    switch (state) {
        case TaskState::ready:
            return Str::ready;
        case TaskState::running:
            return Str::running;
        case TaskState::waiting:
            return Str::waiting;
        case TaskState::done:
            return Str::done;
        case TaskState::failed:
            return Str::failed;
        case TaskState::cancelled:
            return Str::cancelled;
        case TaskState::destroyed:
            return Str::destroyed_pending;
    }
    return Str::ready;
}

std::string party_text(const Scene& scene, Party party) {
    switch (party.kind()) {
        case trace::PartyKind::task:
            return std::string{task_label(scene, party.number())};
        case trace::PartyKind::thread:
            return std::string{scene.film.recording.thread_name(party.number())};
        case trace::PartyKind::none:
        case trace::PartyKind::future:
        case trace::PartyKind::handle:
        case trace::PartyKind::conn:
        case trace::PartyKind::person:
            break;
    }
    return trace::party_name(scene.film.recording, party);
}

}  // namespace coroscope::viz
