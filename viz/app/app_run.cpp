// The app and the run on screen: a new one, one that has gone on, and how it ends.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/app/app.hpp"
#include "viz/model/circle.hpp"
#include "viz/model/deadlock.hpp"
#include "viz/model/playback.hpp"

namespace coroscope::viz {

namespace {

// Who waits for each other when the main thread's last loop stops, where that is why the program
// fails so.
std::string last_circle(const Film& film, std::string_view error, Language language) {
    const auto& events = film.recording.events;
    const auto stops = std::find_if(events.rbegin(), events.rend(), [](const trace::Event& event) {
        constexpr trace::ThreadId main_thread = 1;
        return event.kind == trace::Kind::loop_run_end && event.thread == main_thread;
    });
    if (stops == events.rend()) {
        return {};
    }
    const auto end = static_cast<std::size_t>(events.rend() - stops) - 1;
    const World world = film.keyframes.at(end);
    const auto circle = circle_behind(film.recording, world, end, error);
    return circle.empty() ? std::string{}
                          : say(language, Say::nobody_wakes_circle,
                                {circle_text(film.recording, world, circle, language)});
}

// How a program has ended that ended badly, before the error itself.
Str end_of(std::string_view error) {
    return is_deadlock(error) ? Str::program_given_up : Str::program_failed;
}

// How a run has ended, in one line: who waits for each other may stand before the error.
std::string ending_text(const Film& film, const std::string& error, Language language) {
    const std::string gap{language == Language::chinese ? "" : " "};
    const std::string circle = last_circle(film, error, language);
    return tr(language, end_of(error)) + gap + circle + (circle.empty() ? "" : gap) + error;
}

}  // namespace

// The run that goes on has come further: the cursor stays where it is.
void App::show_grown_film() {
    now_ = next_ = film().keyframes.at(0);
    view_.playback.position = std::min(view_.playback.position, last_cursor());
    view_.playback.target = std::min(view_.playback.target, last_cursor());
    view_ = lecture_.grown(std::move(view_), shown_film());
}

bool App::look_at_live_run() {
    constexpr double between_looks = 0.05;
    if (not_looked_ < between_looks) {
        return false;
    }
    not_looked_ = 0;
    const std::optional<NewFilm> news = experiment_.look(cursor());
    if (news) {
        show_new_film(*news);
    }
    return news.has_value();
}

// Playing, the cursor is where the program is; it glides there.
void App::follow_live_run(double seconds) {
    constexpr double half_way = 0.12;  // seconds
    const double way = last_cursor() - view_.playback.position;
    view_.playback.position += way * (1 - std::exp2(-seconds / half_way));
    view_.playback.target = view_.playback.position;
}

// How a run ends is told where it does: the class sees why, step by step, before it is said.
void App::tell_ending() {
    const bool there = beat_at(film().beats, view_.playback.position) >= film().beats.last();
    if (there && !at_ending_ && !ending_.empty()) {
        told_ending_ = ending_text(film(), ending_, view_.language);
        view_.notice = {told_ending_};
    } else if (!there && at_ending_ && view_.notice.text == told_ending_) {
        view_.notice = {};
    }
    at_ending_ = there;
}

void App::forget_ending() {
    if (view_.notice.text == told_ending_) {
        view_.notice = {};
    }
    ending_.clear();
    told_ending_.clear();
    at_ending_ = false;
}

void App::show_new_film(const NewFilm& news) {
    if (experiment_.live()) {
        live_ = film().keyframes.at(film().recording.events.size() - 1);
    }
    if (news.grown) {
        show_grown_film();
        if (!news.error.empty()) {
            view_.notice = {ending_text(film(), news.error, view_.language)};
        }
        return;
    }
    if (const Ghost* former = experiment_.touched().ghost; former != nullptr) {
        // The same task may have another number now.
        view_.selection =
            matched_party(film().tracks, former->film->tracks, former->tracks, view_.selection);
    }
    const bool plays = news.from_the_start ? plays_when_ready_ : view_.playback.playing;
    program_ = find_program(experiment_.shown_scenario());
    now_ = next_ = film().keyframes.at(0);
    if (news.from_the_start) {
        view_ = rewound(std::move(view_), plays);
    } else {
        view_.playback.position = view_.playback.target = news.position;
        const double last = static_cast<double>(film().beats.last());
        view_.playback.playing = plays && news.position < last;
    }
    forget_ending();
    ending_ = news.error;
    if (ending_.empty() && news.differs_at) {
        view_.notice = {tr(view_.language, Str::run_differs, {std::to_string(*news.differs_at)})};
    }
    tell_ending();
    seen_ = {};
    const bool guessed = view_.prediction.on && last_beat() > 0;
    const std::optional<int> part = std::exchange(part_to_go_to_, std::nullopt);
    view_ = lecture_.begin(std::move(view_), *lesson_, shown_film(), !part);
    if (part && !guessed && lecture_.part_beats()[static_cast<std::size_t>(*part)] != 0) {
        go_to_part(*part);
    }
}

}  // namespace coroscope::viz
