#include "viz/app/app.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lessons/sandbox/listing.hpp"
#include "viz/app/typed_path.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/foresight.hpp"
#include "viz/panels/lesson_caption.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/loading.hpp"

namespace coroscope::viz {

namespace {

const lessons::Lesson* lesson_of_number(int number) {
    const auto all = lessons::all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const lessons::Lesson& lesson) {
        return lesson.number == number;
    });
    return found == all.end() ? nullptr : &*found;
}

// Means nothing to a recording, which is not run anew.
bool is_for_a_run(const Intent& intent) {
    const auto* card = std::get_if<OpenPathCard>(&intent);
    const bool saves =
        card != nullptr && card->card != PathCard::none && card->card != PathCard::open;
    return saves || std::holds_alternative<RunAgain>(intent) ||
           std::holds_alternative<Touch>(intent) || std::holds_alternative<Undo>(intent) ||
           std::holds_alternative<Redo>(intent) || std::holds_alternative<ToggleCompare>(intent) ||
           std::holds_alternative<SaveScenario>(intent) ||
           std::holds_alternative<SaveListing>(intent);
}

}  // namespace

App::App(const WindowOptions& options, bool has_chinese, float scale, std::function<void()> wake)
    : has_chinese_(has_chinese),
      experiment_(wake),
      rival_runner_(wake),
      exporter_(wake),
      loader_(wake) {
    const Settings& settings = options.settings;
    first_scale_ = scale;
    view_.scale = settings.scale > 0 ? settings.scale : scale;
    chosen_language_ = settings.language;
    view_.language = has_chinese ? chosen_language_.value_or(options.language) : Language::english;
    view_.theme = settings.theme;
    view_.listing = settings.listing;
    view_.axis = settings.axis;
    view_.axis_blend = settings.axis == AxisKind::time ? 1 : 0;
    view_.playback.speed = settings.speed;
    view_.reduced_motion = settings.reduced_motion;
    last_sandbox_ = settings.sandbox;
    const lessons::Lesson* lesson = lesson_of_number(options.lesson);
    if (options.lesson == 0) {
        lesson = lesson_of_number(settings.lesson);
        lesson = lesson != nullptr ? lesson : &lessons::all().front();
    }
    if (lesson == nullptr) {
        throw UsageError{"there is no lesson " + std::to_string(options.lesson) +
                         ": 'coroscope list' shows them"};
    }
    if (options.scenario) {
        open(*options.scenario);
    } else if (options.file.empty()) {
        open(*lesson);
    } else {
        last_lesson_ = lesson->number;
        begin_with_file(options.file);
    }
    view_.notice = {options.notice};
    if (!has_chinese && options.language == Language::chinese) {
        view_.notice = {std::string{tr(Language::english, Str::no_chinese_font)}};
    }
}

Settings App::settings() const {
    Settings settings;
    settings.language = chosen_language_;
    settings.theme = view_.theme;
    settings.listing = view_.listing;
    settings.axis = view_.axis;
    settings.scale = view_.scale == first_scale_ ? 0 : view_.scale;
    settings.speed = view_.playback.speed;
    settings.reduced_motion = view_.reduced_motion;
    settings.sandbox = last_sandbox();
    settings.lesson = file_.empty() ? lesson_->number : last_lesson_;
    return settings;
}

std::string App::title() const {
    if (!file_.empty()) {
        return "coroscope · " + (lesson_ == &of_file_ ? std::string{lesson_->title_en} : file_);
    }
    const bool chinese = view_.language == Language::chinese;
    const std::string_view title = chinese ? lesson_->title_zh : lesson_->title_en;
    return "coroscope · " + std::to_string(lesson_->number) + " " + std::string{title};
}

void App::open(const lessons::Lesson& lesson) {
    Scenario scenario{.lesson = lesson.number, .variants = {}, .interventions = {}};
    for (const lessons::Choice& choice : lesson.programs.front().choices) {
        scenario.variants.emplace_back(choice.name, choice.choice);
    }
    if (sandbox::is_sandbox(lesson)) {
        scenario = with_last_sandbox(std::move(scenario));
    }
    open(std::move(scenario));
}

void App::open(Scenario scenario) {
    const lessons::Lesson* lesson = lesson_of_number(scenario.lesson);
    if (lesson_ != lesson) {
        view_.caption = 0;
        controls_.forget_names();
    }
    last_sandbox_ = last_sandbox();
    view_.building.task = view_.building.step = Building::none;
    lesson_ = lesson;
    program_ = find_program(scenario);
    file_.clear();
    loader_.give_up();
    plays_when_ready_ = true;
    experiment_.begin(std::move(scenario));
    now_ = next_ = film().keyframes.at(0);
    view_ = rewound(std::move(view_), true);
    forget_ending();
    view_.notice = {};
}

void App::edit(Scenario scenario) {
    plays_when_ready_ = true;
    if (file_.empty()) {
        experiment_.edit(std::move(scenario));
    } else if (lesson_ == &of_file_) {
        view_.notice = {std::string{tr(view_.language, Str::file_has_happened)}};
    } else {  // what a file holds is not run anew: its lesson is opened
        scenario.lesson = lesson_->number;
        open(std::move(scenario));
    }
}

bool App::collect() {
    if (collect_file()) {
        return true;
    }
    if (!file_.empty()) {
        return false;
    }
    const std::optional<NewFilm> news = experiment_.collect(cursor());
    if (news) {
        show_new_film(*news);
    }
    const bool looked = !news && look_at_live_run();
    std::optional<Finished> rival = rival_runner_.take();
    if (rival) {
        rival_film_ = std::move(rival->film);
    }
    return news.has_value() || looked || rival.has_value();
}

Take App::take() const {
    Take taken{.lesson = lesson_, .program = program_, .film = shown_film(), .view = view_};
    taken.scale = view_.exporting.scale;
    // As large as the window is; what moves has a size of its own.
    if (seen_.width > 0 && shows_a_moment(view_.exporting.format)) {
        taken.size = {seen_.width / view_.scale, seen_.height / view_.scale};
        taken.scale = std::min(largest_scale, taken.scale * view_.scale);
    }
    return taken;
}

bool App::serve_export() {
    exporter_.serve(view_);
    return exporter_.running();
}

void App::handle(const Intent& intent) {
    if (view_.prediction.on && holds_back(intent)) {
        return;
    }
    if (exporter_.handle(intent, view_, controls_, take()) || handle_part(intent)) {
        return;
    }
    if (const auto* wish = std::get_if<OpenLesson>(&intent)) {
        const lessons::Lesson* lesson = lesson_of_number(wish->number);
        if (lesson != nullptr) {
            view_.part = 0;
            view_.caption = 0;
            view_.chooser_open = false;
            open(*lesson);
        }
        return;
    }
    if (const auto* wish = std::get_if<SetVariant>(&intent)) {
        view_.chooser_open = false;
        edit(with_choice(experiment_.scenario(), wish->name, wish->choice));
        return;
    }
    // Its card would lie over that of what is on its way.
    if (const auto* wish = std::get_if<OpenPathCard>(&intent);
        wish != nullptr && wish->card != PathCard::none && tell_loading()) {
        return;
    }
    if (const auto* wish = std::get_if<OpenFile>(&intent)) {
        open_file(typed_path(wish->path));
        return;
    }
    if (!file_.empty() && is_for_a_run(intent)) {
        view_.menu = {};
        view_.notice = {std::string{tr(view_.language, Str::file_has_happened)}};
        return;
    }
    if (file_.empty() && touch(intent)) {
        return;
    }
    if (std::holds_alternative<NextVariant>(intent)) {
        // The next of the lesson's programs: one for each combination of choices.
        const auto programs = lesson_->programs;
        if (programs.size() > 1) {
            const auto next = static_cast<std::size_t>(program_.get() - programs.data() + 1);
            const lessons::Program& program = programs[next % programs.size()];
            Scenario scenario = experiment_.scenario();
            for (const lessons::Choice& choice : program.choices) {
                scenario = with_choice(std::move(scenario), choice.name, choice.choice);
            }
            edit(std::move(scenario));
        }
        return;
    }
    if (const auto* wish = std::get_if<SetScale>(&intent); wish != nullptr && wish->scale == 0) {
        view_.scale = first_scale_;
        return;
    }
    if (std::holds_alternative<ToggleClock>(intent)) {
        Scenario scenario = experiment_.scenario();
        const bool real = scenario.clock == ClockKind::steady_clock;
        scenario.clock = real ? ClockKind::virtual_clock : ClockKind::steady_clock;
        view_.notice = {};
        edit(std::move(scenario));
        return;
    }
    if (std::holds_alternative<RunAgain>(intent)) {
        view_.notice = {};
        plays_when_ready_ = true;
        experiment_.run_again();
        return;
    }
    if (std::holds_alternative<Quit>(intent)) {
        quits_ = true;
        return;
    }
    if (const auto* wish = std::get_if<ShowSide>(&intent)) {
        controls_.focus_search = wish->search;
    }
    if (std::holds_alternative<OpenMenu>(intent)) {
        controls_.menu_row = 0;
    }
    if (const auto* wish = std::get_if<OpenPathCard>(&intent)) {
        std::string& text =
            controls_.path_text(wish->card);  // of this lesson what was typed last stays
        if (text.empty()) {
            const bool listing = wish->card == PathCard::save_listing;
            text = std::string{lesson_->slug} + (listing ? ".py" : ".scenario");
        }
    }
    if (std::holds_alternative<OpenPalette>(intent)) {
        controls_.palette_text.clear();
        controls_.palette_row = 0;
    }
    if (std::holds_alternative<ToggleFullScreen>(intent)) {
        full_screen_asked_ = true;
        return;
    }
    if (std::holds_alternative<SetLanguage>(intent) && !has_chinese_) {
        view_.notice = {std::string{tr(Language::english, Str::no_chinese_font)}};
        return;
    }
    if (const auto* wish = std::get_if<SetLanguage>(&intent)) {
        chosen_language_ = wish->language;
    }
    if (busy() && moves_cursor(intent)) {
        plays_when_ready_ = false;
    }
    const Playback before = view_.playback;
    view_ = apply(std::move(view_), intent, film());
    if (std::holds_alternative<Step>(intent)) {
        view_ = lecture_.stepped(std::move(view_), before);
    }
}

bool App::handle(const KeyPress& press, float scale) {
    // What is typed into a field is no command, not even before that has the keyboard.
    const bool typing = view_.palette_open || view_.path_card != PathCard::none;
    if (typing && !press.control && press.key >= Key::space &&
        !(press.key == Key::up || press.key == Key::down || press.key == Key::enter ||
          press.key == Key::escape)) {
        return true;
    }
    // Nor is a key that falls beside the dialog's field.
    if (view_.exporting.open && !press.control && press.key != Key::tab &&
        press.key != Key::enter && press.key != Key::escape) {
        return true;
    }
    if (handle_answer(press)) {
        return true;
    }
    if (press.key == Key::escape && loader_.progress() && !closes_on_top(view_)) {
        stop_loading();
    } else if (press.key == Key::tab) {
        move_focus(controls_, press.shift ? -1 : 1);
    } else if (press.key == Key::enter) {
        controls_.press = true;
    } else if (view_.palette_open && (press.key == Key::up || press.key == Key::down)) {
        controls_.palette_row += press.key == Key::down ? 1 : -1;
    } else if (view_.menu.open && (press.key == Key::up || press.key == Key::down)) {
        controls_.menu_row += press.key == Key::down ? 1 : -1;
    } else if ((press.key == Key::up || press.key == Key::down) && press == KeyPress{press.key}) {
        if (view_.presenting && view_.captions) {
            handle(caption_beside(*lesson_, view_, press.key == Key::down ? 1 : -1));
            return true;
        }
        scroll_lesson_ += press.key == Key::down ? 2 : -2;
    } else if (press.key == Key::escape && controls_.focused != 0) {
        controls_.focused = 0;
    } else if (const std::optional<Intent> intent = intent_for(press, view_, scale)) {
        handle(*intent);
    } else {
        return false;
    }
    return true;
}

void App::advance(double seconds) {
    not_looked_ += seconds;
    const bool follows = experiment_.live() && view_.playback.playing;
    if (follows) {
        follow_live_run(seconds);
    }
    view_.playback.playing = view_.playback.playing && !follows;
    view_ = advanced(std::move(view_), film(), seconds);
    view_.playback.playing = view_.playback.playing || follows;
}

void App::move_worlds() {
    const std::size_t beat = beat_at(film().beats, view_.playback.position);
    const std::size_t after = std::min(beat + 1, film().beats.last());
    film().keyframes.move(now_, film().beats[beat].seq);
    film().keyframes.move(next_, film().beats[after].seq);
}

bool App::frame(FrameMeans means) {
    if (!busy()) {
        view_ = lecture_.watched(std::move(view_));
        tell_ending();
    }
    follow_rival();
    move_worlds();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Seen seen{view_.playback.position,
                    means.scale,
                    size.x,
                    size.y,
                    view_.listing,
                    view_.side,
                    view_.events_filter,
                    view_.event_groups,
                    view_.building};
    const bool moved = std::exchange(seen_, seen) != seen;
    means.scroll_lesson = std::exchange(scroll_lesson_, 0);
    Touched touched = experiment_.touched();
    touched.rival = rival_film_.get();
    compare_with_rival();
    touched.differences = differences_;
    const Scene scene{*lesson_,
                      *program_,
                      film(),
                      now_,
                      next_,
                      view_,
                      busy(),
                      moved,
                      busy() ? std::span<const std::size_t>{} : lecture_.part_beats(),
                      touched,
                      experiment_.live() ? &live_ : nullptr,
                      sandbox()};
    constexpr double too_short_to_see = 0.1;  // seconds
    if (const auto loading = loader_.progress(); loading && loading->seconds > too_short_to_see) {
        draw_loading(means, view_, *loading);
    }
    const Intents intents = draw_frame(means, controls_, scene);
    for (const Intent& intent : intents) {
        handle(intent);
    }
    return !intents.empty();
}

}  // namespace coroscope::viz
