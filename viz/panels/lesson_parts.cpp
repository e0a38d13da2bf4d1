#include "viz/panels/lesson_parts.hpp"

#include <algorithm>

#include "viz/model/moment.hpp"
#include "viz/model/playback.hpp"
#include "viz/model/rule.hpp"

namespace coroscope::viz {

namespace {

// A misconception is named for so many beats more: playing, a single one would be too short to
// read.
constexpr std::size_t lingering = 2;

std::size_t beat_of(const Scene& scene, std::size_t part) {
    return part < scene.part_beats.size() ? scene.part_beats[part] : 0;
}

std::size_t cursor(const Scene& scene) {
    return beat_at(scene.film.beats, scene.view.playback.position);
}

}  // namespace

std::string_view in(Language language, const lessons::Words& words) {
    return language == Language::chinese ? words.chinese : words.english;
}

std::vector<std::size_t> part_beats(const lessons::Lesson& lesson, const Film& film) {
    std::vector<std::size_t> beats;
    for (const lessons::Part& part : lesson.parts) {
        const auto seq = find_at(film.recording, part.at);
        beats.push_back(seq ? film.beats.beat_of_seq(*seq) : 0);
    }
    return beats;
}

int page_count(const lessons::Lesson& lesson) {
    return static_cast<int>(std::count_if(
        lesson.parts.begin(), lesson.parts.end(),
        [](const lessons::Part& part) { return part.kind != lessons::PartKind::myth; }));
}

int step_at(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats,
            std::size_t beat) {
    int found = -1;
    std::size_t latest = 0;
    for (std::size_t part = 0; part < std::min(lesson.parts.size(), part_beats.size()); ++part) {
        const std::size_t at = part_beats[part];
        const bool step = lesson.parts[part].kind == lessons::PartKind::step;
        if (step && at != 0 && at <= beat && at > latest) {
            found = static_cast<int>(part);
            latest = at;
        }
    }
    return found;
}

int step_at_cursor(const Scene& scene) {
    return step_at(scene.lesson, scene.part_beats, cursor(scene));
}

bool lacks_moment(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats,
                  int part) {
    const auto index = static_cast<std::size_t>(part);
    return part >= 0 && index < std::min(lesson.parts.size(), part_beats.size()) &&
           lesson.parts[index].kind == lessons::PartKind::step && !lesson.parts[index].at.empty() &&
           part_beats[index] == 0;
}

int fitting_step(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats,
                 std::size_t beat) {
    if (const int reached = step_at(lesson, part_beats, beat); reached >= 0) return reached;
    int first = -1;
    for (std::size_t part = 0; part < std::min(lesson.parts.size(), part_beats.size()); ++part) {
        const bool comes =
            lesson.parts[part].kind == lessons::PartKind::step && part_beats[part] != 0;
        if (comes && (first < 0 || part_beats[part] < part_beats[static_cast<std::size_t>(first)]))
            first = static_cast<int>(part);
    }
    return first;
}

bool reads_of_other_run(const Scene& scene) {
    // What still runs may come to it, and those who guess are told nothing of what comes.
    return scene.live == nullptr && !scene.view.prediction.on &&
           lacks_moment(scene.lesson, scene.part_beats, scene.view.part);
}

Told told(const lessons::Lesson& lesson, const View& view) {
    if (!view.presenting) {
        return Told::as_page;
    }
    if (!view.captions || lesson.parts.empty()) {
        return Told::nothing;
    }
    const auto part = static_cast<std::size_t>(view.part);
    const bool step =
        part >= lesson.parts.size() || lesson.parts[part].kind == lessons::PartKind::step;
    return step ? Told::as_caption : Told::as_page;
}

const lessons::Part* myth_at_cursor(const Scene& scene) {
    const lessons::Part* found = nullptr;
    std::size_t latest = 0;
    for (std::size_t part = 0; part < scene.lesson.parts.size(); ++part) {
        const std::size_t beat = beat_of(scene, part);
        const bool here = beat != 0 && beat <= cursor(scene) && cursor(scene) <= beat + lingering;
        if (scene.lesson.parts[part].kind == lessons::PartKind::myth && here && beat >= latest) {
            found = &scene.lesson.parts[part];
            latest = beat;
        }
    }
    return found;
}

const lessons::Part* question_of_next_beat(const Scene& scene) {
    for (std::size_t part = 0; part < scene.lesson.parts.size(); ++part) {
        if (scene.lesson.parts[part].kind == lessons::PartKind::question &&
            beat_of(scene, part) == cursor(scene) + 1) {
            return &scene.lesson.parts[part];
        }
    }
    return nullptr;
}

PartProgress progress_of(const Scene& scene, int part) {
    const auto lesson = scene.view.progress.find(scene.lesson.number);
    if (lesson == scene.view.progress.end() || part < 0 ||
        static_cast<std::size_t>(part) >= lesson->second.size()) {
        return {};
    }
    return lesson->second[static_cast<std::size_t>(part)];
}

std::size_t stages_of(const lessons::Part& part) { return stages(part.check).size(); }

std::string plain_line(std::string_view markdown) {
    std::string line;
    for (const char letter : markdown) {
        if (letter != '`' && letter != '*') {
            line += letter == '\n' ? ' ' : letter;
        }
    }
    return line;
}

}  // namespace coroscope::viz
