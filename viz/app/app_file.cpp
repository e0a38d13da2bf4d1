// The app and the files that it opens; a recording stands where a lesson's run would.
#include "viz/app/app.hpp"
#include "viz/app/file_kind.hpp"
#include "viz/app/open_command.hpp"
#include "viz/app/recorded_lesson.hpp"
#include "viz/app/scenario_files.hpp"
#include "viz/app/script_recording.hpp"
#include "viz/model/about.hpp"
#include "viz/model/file_words.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

/// What the person is told of a file that was not read to its end, or of a program that did not run
/// as it would elsewhere; empty where all is well.
std::string notice_of(const Loaded& loaded, Language language) {
    const trace::ReadingResult& result = loaded.result;
    const std::string place =
        tr(language, result.in_lines ? Str::file_place_line : Str::file_place_byte,
           {std::to_string(result.place)});
    const std::string events = std::to_string(loaded.film->recording.events.size());
    switch (result.damage) {
        case trace::Damage::none:
            return !loaded.killed_by.empty()
                       ? tr(language, Str::program_killed, {loaded.file, loaded.killed_by})
                   : loaded.asked_in_vain ? tr(language, Str::program_asks, {loaded.file})
                                          : std::string{};
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

void App::open_file(const std::string& path) {
    // Where the next could not be had, there might be nothing to go on with.
    if (tell_loading()) {
        return;
    }
    try {
        switch (kind_of_file(path)) {
            case FileKind::scenario:
                return open_scenario(path);
            case FileKind::script:
                check_script(path);
                break;
            case FileKind::recording:
                check_recording(path);
                break;
        }
    } catch (const std::exception& error) {
        view_.notice = {file_words(view_.language, error.what())};
        return;
    }
    view_.path_card = PathCard::none;
    view_.notice = {};
    loader_.ask(path);
}

bool App::tell_loading() {
    const auto loading = loader_.progress();
    if (loading) {
        view_.notice = {tr(view_.language, Str::opening_still, {loading->file})};
    }
    return loading.has_value();
}

// Nothing else is to be seen until it is there.
void App::begin_with_file(const std::string& file) {
    reading_file_ = true;
    show_file(file, {.file = file, .film = empty_film()});
    loader_.ask(file);
}

bool App::collect_file() {
    const std::optional<Loaded> loaded = loader_.take();
    if (!loaded) {
        return false;
    }
    if (loaded->error.empty()) {
        show_file(loaded->file, *loaded);
        view_.notice = {notice_of(*loaded, view_.language)};
    } else {  // what showed before goes on
        view_.notice = {file_words(view_.language, loaded->error)};
    }
    reading_file_ = false;
    return true;
}

void App::stop_loading() {
    loader_.stop();
    reading_file_ = reading_file_ && loader_.progress().has_value();
}

void App::show_file(const std::string& file, const Loaded& loaded) {
    if (file_.empty() && lesson_ != nullptr) {
        last_sandbox_ = last_sandbox();
        last_lesson_ = lesson_->number;
        experiment_.leave();
        view_.rival.clear();
    }
    file_ = file;
    of_file_ = lesson_of_file(file_);
    RecordedLesson of = lesson_of(loaded.film->recording);
    if (of.lesson == nullptr) {
        of = {&of_file_,
              loaded.listing != nullptr ? loaded.listing : built_in(of_file_.programs.front())};
        if (!of.program->python.empty()) {
            // Whose name lives as long as the recording.
            of_file_.title_en = of_file_.title_zh = about(loaded.film->recording, "script");
        }
    }
    lesson_ = of.lesson;
    controls_.forget_names();
    program_ = std::move(of.program);
    file_film_ = loaded.film;
    forget_ending();
    now_ = next_ = file_film_->keyframes.at(0);
    view_ = rewound(std::move(view_), false);
    view_.part = 0;
    view_.caption = 0;
    view_ = lecture_.begin(std::move(view_), *lesson_, file_film_, false);
    seen_ = {};
}

void App::open_scenario(const std::string& path) {
    Scenario scenario = read_scenario_file(path);
    find_program(scenario);  // says what the file asks for and is not there
    open(std::move(scenario));
    view_.path_card = PathCard::none;
}

}  // namespace coroscope::viz
