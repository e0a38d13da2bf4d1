#include "viz/app/export_command.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <csignal>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "runtime/trace/recording_file.hpp"
#include "viz/app/locale.hpp"
#include "viz/app/recorded_lesson.hpp"
#include "viz/app/run_command.hpp"
#include "viz/export/export.hpp"
#include "viz/export/format.hpp"
#include "viz/model/axis.hpp"
#include "viz/model/names.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/lesson_parts.hpp"

namespace coroscope {
namespace {

constexpr int stopped_by_ctrl_c = 128 + SIGINT;

// Set by Ctrl-C; a signal handler gets no argument.
std::atomic<bool> stop_wanted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int) { stop_wanted = true; }

/// While it lives, Ctrl-C and a request to end stop the export at its next step, not the program.
class StopOnSignals {
public:
    StopOnSignals() {
        struct sigaction action {};
        action.sa_handler = on_signal;
        sigaction(SIGINT, &action, &before_[0]);
        sigaction(SIGTERM, &action, &before_[1]);
    }
    StopOnSignals(const StopOnSignals&) = delete;
    StopOnSignals& operator=(const StopOnSignals&) = delete;
    ~StopOnSignals() {
        sigaction(SIGINT, &before_[0], nullptr);
        sigaction(SIGTERM, &before_[1], nullptr);
    }

private:
    struct sigaction before_[2]{};
};

/// A percentage on the terminal's last line; nothing where stderr is a file.
class Meter {
public:
    Meter() : shown_{isatty(STDERR_FILENO) == 1} {}
    Meter(const Meter&) = delete;
    Meter& operator=(const Meter&) = delete;
    ~Meter() {
        if (shown_ && percent_ >= 0) {
            std::cerr << "\r\033[K" << std::flush;
        }
    }
    void show(double done) {
        const int percent = static_cast<int>(std::lround(done * 100));
        if (shown_ && percent != percent_) {
            percent_ = percent;
            std::cerr << fmt::format("\rcoroscope: {} %", percent) << std::flush;
        }
    }

private:
    bool shown_;
    int percent_ = -1;
};

viz::Language language_of(const std::string& typed) {
    if (typed.empty()) {
        return viz::language_of_locale();
    }
    if (typed != "zh" && typed != "en") {
        throw UsageError{fmt::format("--lang {}: choose zh or en", typed)};
    }
    return typed == "zh" ? viz::Language::chinese : viz::Language::english;
}

viz::ThemeName theme_of(const std::string& typed) {
    if (typed.empty() || typed == "dark") {
        return viz::ThemeName::dark;
    }
    if (typed == "light") {
        return viz::ThemeName::light;
    }
    if (typed != "high-contrast") {
        throw UsageError{fmt::format("--theme {}: choose dark, light or high-contrast", typed)};
    }
    return viz::ThemeName::high_contrast;
}

float scale_of(const std::string& typed) {
    constexpr float least = 0.25f;
    float scale = 1;
    const char* end = typed.data() + typed.size();
    const auto [read_to, error] = std::from_chars(typed.data(), end, scale);
    if (!typed.empty() && (error != std::errc{} || read_to != end ||
                           !(scale >= least && scale <= viz::largest_scale))) {
        throw UsageError{
            fmt::format("--scale {}: choose {} to {}, as 1.5", typed, least, viz::largest_scale)};
    }
    return scale;
}

/// An option that this kind of file does not have is a mistake, not something to pass over.
void refuse(const std::string& typed, const char* option, const ExportCommand& command,
            const char* meant) {
    if (!typed.empty()) {
        throw UsageError{
            fmt::format("{} {}: {} has none; it is for {}", option, typed, command.file, meant)};
    }
}

void check(const ExportCommand& typed) {
    const viz::ExportFormat format = viz::format_of(typed.file);
    if (!viz::shows_a_moment(format)) {
        refuse(typed.at, "--at", typed, "pictures");
        refuse(typed.beat, "--beat", typed, "pictures");
    }
    if (!viz::shows_a_range(format)) {
        refuse(typed.from, "--from", typed, "animations");
        refuse(typed.to, "--to", typed, "animations");
    }
    if (!viz::is_drawn(format)) {
        refuse(typed.theme, "--theme", typed, "what is drawn");
        refuse(typed.scale, "--scale", typed, "what is drawn");
    }
}

/// The cursor when everything has happened that happens until then.
double position_at(const viz::Beats& beats, Nanoseconds time) {
    const std::int64_t t_ns = time.count();
    const std::size_t beat = beats.beat_at_time(t_ns);
    if (beat == beats.last() || beats[beat].t_ns == t_ns) {
        return static_cast<double>(beat);
    }
    return viz::position_of_time(beats, static_cast<double>(t_ns));
}

double moment_of(const viz::Beats& beats, const char* option, const std::string& typed,
                 double otherwise) {
    if (typed.empty()) {
        return otherwise;
    }
    const Nanoseconds time = parse_seconds(option, typed);
    if (time.count() > beats.duration_ns()) {
        throw UsageError{fmt::format("{} {}: the program has ended at {} s", option, typed,
                                     viz::seconds_text(static_cast<double>(beats.duration_ns())))};
    }
    return position_at(beats, time);
}

/// The moment of a picture: on the virtual clock many beats share a time.
double moment_of(const viz::Beats& beats, const ExportCommand& typed) {
    const auto last = static_cast<double>(beats.last());
    if (typed.beat.empty()) {
        return moment_of(beats, "--at", typed.at, last);
    }
    if (!typed.at.empty()) {
        throw UsageError{"--at and --beat both name the moment: give one of them"};
    }
    std::size_t beat = 0;
    const char* end = typed.beat.data() + typed.beat.size();
    const auto [read_to, error] = std::from_chars(typed.beat.data(), end, beat);
    if (error != std::errc{} || read_to != end || beat > beats.last()) {
        throw UsageError{fmt::format("--beat {}: choose 0 to {}", typed.beat, beats.last())};
    }
    return static_cast<double>(beat);
}

const lessons::Lesson& lesson_of(const Scenario& scenario) {
    const auto all = lessons::all();
    return *std::ranges::find(all, scenario.lesson, &lessons::Lesson::number);
}

/// What is taken away of a run, as the options say.
viz::Take take_of(const ExportCommand& typed, const RecordedLesson& of,
                  std::shared_ptr<const viz::Film> film) {
    viz::Take take;
    const bool on_paper = viz::format_of(typed.file) == viz::ExportFormat::handout;
    take.view.theme = theme_of(typed.theme.empty() && on_paper ? "light" : typed.theme);
    take.scale = scale_of(typed.scale);
    take.view.language = language_of(typed.language);
    take.lesson = of.lesson;
    take.program = of.program;
    take.film = std::move(film);
    const viz::Beats& beats = take.film->beats;
    take.view.playback.position = moment_of(beats, typed);
    const int step = viz::step_at(*take.lesson, viz::part_beats(*take.lesson, *take.film),
                                  viz::beat_at(beats, take.view.playback.position));
    take.view.part = std::max(step, 0);
    take.from = moment_of(beats, "--from", typed.from, 0);
    take.to = moment_of(beats, "--to", typed.to, static_cast<double>(beats.last()));
    if (take.from > take.to) {
        throw UsageError{
            fmt::format("--from {} --to {}: a range ends after it begins", typed.from, typed.to)};
    }
    return take;
}

int write(const ExportCommand& typed, const viz::Take& take) {
    const StopOnSignals stopping;
    std::stop_source stop;
    Meter meter;
    const viz::Watch watch{.progress =
                               [&](double done) {
                                   if (stop_wanted) {
                                       stop.request_stop();
                                   }
                                   meter.show(done);
                               },
                           .stop = stop.get_token()};
    try {
        std::unique_ptr<viz::Studio> studio;  // only where something is drawn
        const auto in_studio = [&](const std::function<viz::Drawing(viz::Studio&)>& draw) {
            if (studio == nullptr) {
                studio = std::make_unique<viz::Studio>();
            }
            return draw(*studio);
        };
        viz::export_to(typed.file, take, in_studio, watch);
    } catch (const viz::Stopped& stopped) {
        std::cerr << "\ncoroscope: " << stopped.what() << std::endl;
        return stopped_by_ctrl_c;
    }
    return 0;
}

}  // namespace

void add_export_options(CLI::App& command, ExportCommand& typed) {
    std::string endings;
    for (const viz::FormatInfo& info : viz::all_formats()) {
        endings += fmt::format("{}{} ({})", endings.empty() ? "" : ", ", info.ending, info.what);
    }
    command.add_option("-o", typed.file, "The file to write; its ending says what: " + endings)
        ->required();
    command.add_option("--at", typed.at, "The moment of a picture, in seconds; else the end");
    command.add_option("--beat", typed.beat, "The same by its number, as the window counts");
    command.add_option("--from", typed.from, "Where an animation begins, in seconds");
    command.add_option("--to", typed.to, "Where it ends");
    command.add_option(
        "--scale", typed.scale,
        "Of what is drawn: 2 is twice 1920 x 1080 pixels, for animations 1280 x 720");
    command.add_option("--theme", typed.theme, "dark, light or high-contrast");
    command.add_option("--lang", typed.language, "zh or en; else as the locale says");
}

int run_export(const ExportCommand& typed, const Scenario& scenario) {
    check(typed);  // what cannot be written is said before the lesson is run
    const auto execution = execute(scenario);
    const int written =
        write(typed, take_of(typed, {&lesson_of(scenario), find_program(scenario)},
                             std::make_shared<const viz::Film>(execution->recording)));
    for (const std::string& note : execution->notes) {
        std::cerr << "coroscope: " << note << std::endl;
    }
    // A program that fails can be shown well; what a person asked for in vain cannot.
    return written != 0 ? written : execution->exit_code == 2 ? 2 : 0;
}

int export_recording(const ExportCommand& typed, const std::string& file) {
    check(typed);
    trace::Recording recording;
    trace::ReadingResult result;
    try {
        result = trace::read_recording(file, recording);
    } catch (const trace::NoRecording& error) {
        throw UsageError{error.what()};
    }
    const lessons::Lesson stands_in = lesson_of_file(file);
    RecordedLesson of = coroscope::lesson_of(recording);
    if (of.lesson == nullptr) {
        of = {&stands_in, program_of_file(file, recording)};
    }
    std::string damage;
    if (result.damage != trace::Damage::none) {
        damage = trace::damage_text(result, file, recording);
    }
    const int written =
        write(typed, take_of(typed, of, std::make_shared<const viz::Film>(std::move(recording))));
    if (!damage.empty()) {
        std::cerr << "coroscope: " << damage << std::endl;
    }
    return written != 0 ? written : damage.empty() ? 0 : 2;
}

}  // namespace coroscope
