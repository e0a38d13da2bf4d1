#include "viz/panels/foresight.hpp"

#include <algorithm>

#include "viz/panels/lesson_parts.hpp"

namespace coroscope::viz {

namespace {

constexpr double hair = 1e-9;  // a place that is meant to be the cursor's may miss it by rounding

struct Ahead {
    const View& view;
    const lessons::Lesson& lesson;
    std::span<const std::size_t> part_beats;

    [[nodiscard]] bool is_ahead(double position) const {
        return position > view.playback.position + hair;
    }
    // A step of the text tells of its moment. That of no moment in this run belongs to a run that
    // nobody has seen.
    [[nodiscard]] bool is_part_ahead(int index) const {
        const auto part =
            static_cast<std::size_t>(std::clamp(index, 0, std::max(0, page_count(lesson) - 1)));
        if (lesson.parts[part].kind != lessons::PartKind::step) return false;
        const std::size_t beat = part < part_beats.size() ? part_beats[part] : 0;
        return beat == 0 || is_ahead(static_cast<double>(beat));
    }

    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }
    bool operator()(const Seek& wish) const { return is_ahead(wish.position); }
    bool operator()(const GoToEnd&) const { return true; }
    bool operator()(const JumpTo& wish) const { return wish.direction > 0; }
    // From the beginning, playing back begins at the end.
    bool operator()(const Play& wish) const {
        return wish.direction < 0 && view.playback.position <= 0;
    }
    bool operator()(const GoToPart& wish) const {
        return !lesson.parts.empty() && is_part_ahead(wish.part);
    }
    bool operator()(const TurnPart& wish) const {
        const int wanted = view.part + wish.direction;
        return wanted >= 0 && wanted < page_count(lesson) && is_part_ahead(wanted);
    }
    // The captions of the part that shows are read through; those of the next wait for its moment.
    bool operator()(const TurnToCaption& wish) const {
        return !lesson.parts.empty() && wish.part != view.part && is_part_ahead(wish.part);
    }
};

}  // namespace

bool moves_cursor(const Intent& intent) {
    return std::holds_alternative<PlayPause>(intent) || std::holds_alternative<Step>(intent) ||
           std::holds_alternative<GoToStart>(intent) || std::holds_alternative<GoToEnd>(intent) ||
           std::holds_alternative<Seek>(intent) || std::holds_alternative<JumpTo>(intent) ||
           std::holds_alternative<Play>(intent);
}

bool leads_ahead(const Intent& intent, const View& view, const lessons::Lesson& lesson,
                 std::span<const std::size_t> part_beats) {
    return std::visit(Ahead{view, lesson, part_beats}, intent);
}

}  // namespace coroscope::viz
