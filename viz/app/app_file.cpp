// The app and a recording's file, which stands where a lesson's run would.
#include "viz/app/app.hpp"
#include "viz/app/recorded_lesson.hpp"
#include "viz/model/about.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

/// What the person is told of a file that was not read to its end; empty where it was.
std::string notice_of(const Loaded& loaded, Language language) {
    const trace::ReadingResult& result = loaded.result;
    const std::string place =
        tr(language, result.in_lines ? Str::file_place_line : Str::file_place_byte,
           {std::to_string(result.place)});
    const std::string events = std::to_string(loaded.film->recording.events.size());
    switch (result.damage) {
        case trace::Damage::none:
            return {};
        case trace::Damage::cut_off:
            return tr(language, Str::file_cut_off, {loaded.file, place, events});
        case trace::Damage::damaged:
            return tr(language, Str::file_damaged, {loaded.file, place, events});
        case trace::Damage::stopped:
            return tr(language, Str::file_stopped, {loaded.file, place, events});
    }
    return {};
}

}  // namespace

void App::open_file(const std::string& file) {
    file_ = file;
    of_file_ = lesson_of_file(file_);
    lesson_ = &of_file_;
    program_ = built_in(of_file_.programs.front());
    reading_file_ = true;
    show_file(empty_film());
    loader_.ask(file);
}

bool App::collect_file() {
    const std::optional<Loaded> loaded = loader_.take();
    if (!loaded || file_ != loaded->file) {
        return false;
    }
    reading_file_ = false;
    if (RecordedLesson of = lesson_of(loaded->film->recording); of.lesson != nullptr) {
        lesson_ = of.lesson;
        program_ = std::move(of.program);
    } else {
        program_ = program_of_file(file_, loaded->film->recording);
        if (!program_->python.empty()) {
            // Whose name lives as long as the recording.
            of_file_.title_en = of_file_.title_zh = about(loaded->film->recording, "script");
        }
    }
    show_file(loaded->film);
    view_.notice = {loaded->error.empty() ? notice_of(*loaded, view_.language) : loaded->error};
    return true;
}

void App::show_file(std::shared_ptr<const Film> film) {
    file_film_ = std::move(film);
    now_ = next_ = file_film_->keyframes.at(0);
    view_ = rewound(std::move(view_), false);
    view_.part = 0;
    view_.caption = 0;
    view_ = lecture_.begin(std::move(view_), *lesson_, file_film_, false);
    seen_ = {};
}

}  // namespace coroscope::viz
