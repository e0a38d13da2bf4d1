#include "viz/app/app.hpp"

#include <algorithm>
#include <utility>

#include "viz/model/about.hpp"
#include "viz/model/lesson_scenario.hpp"
#include "viz/model/playback.hpp"
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

bool touches_transport(const Intent& intent) {
    return std::holds_alternative<PlayPause>(intent) || std::holds_alternative<Step>(intent) ||
           std::holds_alternative<GoToStart>(intent) || std::holds_alternative<GoToEnd>(intent) ||
           std::holds_alternative<Seek>(intent) || std::holds_alternative<JumpTo>(intent) ||
           std::holds_alternative<Play>(intent);
}

/// What stands for the lesson where there is none: no text, no listing.
lessons::Lesson lesson_of_file() {
    static constexpr lessons::Program nothing{};
    lessons::Lesson lesson{};
    lesson.slug = "recording";
    lesson.programs = {&nothing, 1};
    return lesson;
}

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

App::App(const WindowOptions& options, bool has_chinese, float scale, std::function<void()> wake)
    : has_chinese_(has_chinese),
      runner_(wake),
      of_file_(lesson_of_file()),
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
    const lessons::Lesson* lesson = lesson_of_number(options.lesson);
    if (options.lesson == 0) {
        lesson = lesson_of_number(settings.lesson);
        lesson = lesson != nullptr ? lesson : &lessons::all().front();
    }
    if (lesson == nullptr) {
        throw UsageError{"there is no lesson " + std::to_string(options.lesson) +
                         ": 'coroscope list' shows them"};
    }
    if (options.file.empty()) {
        open(*lesson, {});
    } else {
        last_lesson_ = lesson->number;
        open_file(options.file);
    }
    view_.notice = options.notice;
    if (!has_chinese && options.language == Language::chinese) {
        view_.notice = tr(Language::english, Str::no_chinese_font);
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
    settings.lesson = file_.empty() ? lesson_->number : last_lesson_;
    return settings;
}

std::string App::title() const {
    if (!file_.empty()) {
        return "coroscope · " + file_;
    }
    const bool chinese = view_.language == Language::chinese;
    const std::string_view title = chinese ? lesson_->title_zh : lesson_->title_en;
    return "coroscope · " + std::to_string(lesson_->number) + " " + std::string{title};
}

void App::open(const lessons::Lesson& lesson, const std::vector<lessons::Choice>& choices) {
    if (lesson_ != &lesson) {
        view_.caption = 0;
    }
    lesson_ = &lesson;
    program_ = &program_with(lesson, choices);
    file_.clear();
    loader_.stop();
    run();
}

void App::show(std::shared_ptr<const Film> film, bool playing) {
    film_ = std::move(film);
    now_ = next_ = film_->keyframes.at(0);
    view_ = rewound(std::move(view_), playing);
    seen_ = {};
}

void App::open_file(const std::string& file) {
    file_ = file;
    of_file_.title_en = of_file_.title_zh = file_;
    lesson_ = &of_file_;
    program_ = &of_file_.programs.front();
    busy_ = true;
    show(empty_film(), false);
    loader_.ask(file);
}

bool App::collect_file() {
    const std::optional<Loaded> loaded = loader_.take();
    if (!loaded || file_ != loaded->file) {
        return false;
    }
    busy_ = false;
    show(loaded->film, false);
    const trace::Recording& recording = film_->recording;
    const std::string_view number = about(recording, "lesson");
    if (const lessons::Lesson* lesson = number.empty() ? nullptr : lessons::find(number)) {
        std::vector<lessons::Choice> choices;
        for (const auto& [name, value] : about(recording)) {
            choices.push_back({name, value});
        }
        lesson_ = lesson;
        program_ = &program_with(*lesson, choices);
    }
    view_.part = 0;
    view_ = lecture_.begin(std::move(view_), *lesson_, film_, false);
    view_.notice = loaded->error.empty() ? notice_of(*loaded, view_.language) : loaded->error;
    return true;
}

void App::run() {
    Scenario scenario;
    scenario.lesson = lesson_->number;
    for (const lessons::Choice& choice : program_->choices) {
        scenario.variants.emplace_back(choice.name, choice.choice);
    }
    scenario.interventions = interventions_;
    busy_ = true;
    plays_when_ready_ = true;
    // Until the run is there, the panels show its beginning: nothing has happened yet.
    film_ = empty_film();
    now_ = next_ = film_->keyframes.at(0);
    view_ = rewound(std::move(view_), true);
    view_.notice.clear();
    runner_.ask(std::move(scenario));
}

bool App::collect() {
    if (!file_.empty()) {
        return collect_file();
    }
    std::optional<Finished> finished = runner_.take();
    if (!finished) {
        return false;
    }
    busy_ = false;
    show(std::move(finished->film), plays_when_ready_);
    if (!finished->error.empty()) {
        view_.notice = std::string{tr(view_.language, Str::program_failed)} + " " + finished->error;
    }
    seen_ = {};
    const std::optional<int> part = std::exchange(part_to_go_to_, std::nullopt);
    view_ = lecture_.begin(std::move(view_), *lesson_, film_, !part);
    if (part && lecture_.part_beats()[static_cast<std::size_t>(*part)] != 0) {
        go_to_part(*part);
    }
    return true;
}

const lessons::Part& App::shown_part() const {
    return lesson_->parts[static_cast<std::size_t>(view_.part)];
}

// Shows a part of the lesson's text and takes the cursor to its moment. Where the present run has
// none, the program is run so that it has: with the variant and the interventions of which the part
// speaks.
void App::go_to_part(int index) {
    view_.part = index;
    const lessons::Part& part = shown_part();
    if (part.kind != lessons::PartKind::step) {
        return;  // to go where a question is answered would tell the answer
    }
    const auto beats = lecture_.part_beats();
    const std::size_t beat = busy_ || beats.empty() ? 0 : beats[static_cast<std::size_t>(index)];
    if (beat != 0) {
        lecture_.takes_cursor_to(beat);
        view_ = apply(std::move(view_), Seek{static_cast<double>(beat)}, *film_);
        return;
    }
    Scenario present;
    for (const lessons::Choice& choice : program_->choices) {
        present.variants.emplace_back(choice.name, choice.choice);
    }
    present.interventions = interventions_;
    const Scenario wanted = scenario_for(present, part.at, part.with);
    std::vector<lessons::Choice> choices;
    for (const auto& [name, choice] : wanted.variants) {
        choices.push_back({name, choice});
    }
    interventions_ = wanted.interventions;
    part_to_go_to_ = index;
    open(*lesson_, choices);
    plays_when_ready_ = false;
    view_.playback.playing = false;
}

// The intents that are about the lesson's text; false for others.
bool App::handle_part(const Intent& intent) {
    if (lesson_->parts.empty()) {
        return std::holds_alternative<GoToPart>(intent) ||
               std::holds_alternative<TurnPart>(intent) ||
               std::holds_alternative<AnswerQuestion>(intent);
    }
    if (const auto* wish = std::get_if<GoToPart>(&intent)) {
        go_to_part(std::clamp(wish->part, 0, page_count(*lesson_) - 1));
    } else if (const auto* turn = std::get_if<TurnPart>(&intent)) {
        const int wanted = std::clamp(view_.part + turn->direction, 0, page_count(*lesson_) - 1);
        if (wanted != view_.part) {
            go_to_part(wanted);
        }
    } else if (const auto* answer = std::get_if<AnswerQuestion>(&intent)) {
        PartProgress& progress = progress_with(view_, *lesson_, view_.part);
        const bool possible = shown_part().kind == lessons::PartKind::question &&
                              answer->choice < static_cast<int>(shown_part().options.size());
        if (possible && progress.answer < 0) {
            progress.answer = answer->choice;
        }
    } else {
        return false;
    }
    return true;
}

// Keys that answer: 1 to 4, and Enter to go on. False where nothing is asked.
bool App::handle_answer(const KeyPress& press) {
    const bool plain = !press.control && !press.shift && !press.alt;
    const int choice = static_cast<int>(press.key) - static_cast<int>(Key::digit_1);
    const bool digit = plain && choice >= 0 && choice < 4;
    const bool enter = plain && press.key == Key::enter && controls_.focused == 0;
    const bool covered = view_.palette_open || view_.help_open || view_.chooser_open ||
                         view_.exporting.open;
    if (covered || !(digit || enter)) {
        return false;
    }
    if (view_.prediction.on) {
        const auto question = lecture_.question(view_);
        if (enter) {
            handle(Step{StepKind::beat, 1});
        } else if (question && choice < static_cast<int>(question->choices.size())) {
            handle(Guess{choice});
        }
        return true;
    }
    if (lesson_->parts.empty() || shown_part().kind != lessons::PartKind::question) {
        return false;
    }
    if (digit) {
        handle(AnswerQuestion{choice});
    } else if (progress_with(view_, *lesson_, view_.part).answer >= 0) {
        handle(TurnPart{1});
    }
    return true;
}

Take App::take() const {
    Take taken{.lesson = lesson_, .program = program_, .film = film_, .view = view_};
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
    if (exporter_.handle(intent, view_, controls_, take()) || handle_part(intent)) {
        return;
    }
    if (const auto* wish = std::get_if<OpenLesson>(&intent)) {
        const lessons::Lesson* lesson = lesson_of_number(wish->number);
        if (lesson != nullptr) {
            view_.part = 0;
            interventions_.clear();
            open(*lesson, {});
        }
        return;
    }
    if (const auto* wish = std::get_if<SetVariant>(&intent)) {
        std::vector<lessons::Choice> choices{program_->choices.begin(), program_->choices.end()};
        for (lessons::Choice& choice : choices) {
            if (choice.name == wish->name) {
                choice.choice = wish->choice;
            }
        }
        open(*lesson_, choices);
        return;
    }
    if (std::holds_alternative<NextVariant>(intent)) {
        // The next of the lesson's programs: one for each combination of choices.
        const auto programs = lesson_->programs;
        if (programs.size() > 1) {
            const auto next = static_cast<std::size_t>(program_ - programs.data() + 1);
            const lessons::Program& program = programs[next % programs.size()];
            open(*lesson_, {program.choices.begin(), program.choices.end()});
        }
        return;
    }
    if (const auto* wish = std::get_if<SetScale>(&intent); wish != nullptr && wish->scale == 0) {
        view_.scale = first_scale_;
        return;
    }
    if (std::holds_alternative<Quit>(intent)) {
        quits_ = true;
        return;
    }
    if (const auto* wish = std::get_if<ShowSide>(&intent)) {
        controls_.focus_search = wish->search;
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
        view_.notice = tr(Language::english, Str::no_chinese_font);
        return;
    }
    if (const auto* wish = std::get_if<SetLanguage>(&intent)) {
        chosen_language_ = wish->language;
    }
    if (busy_ && touches_transport(intent)) {
        plays_when_ready_ = false;
    }
    view_ = apply(std::move(view_), intent, *film_);
}

bool App::handle(const KeyPress& press, float scale) {
    // What is typed into the palette is no command, not even before its field has the keyboard.
    if (view_.palette_open && !press.control && press.key >= Key::space &&
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
    if (press.key == Key::escape && busy_ && !file_.empty()) {
        loader_.stop();
    } else if (press.key == Key::tab) {
        move_focus(controls_, press.shift ? -1 : 1);
    } else if (press.key == Key::enter) {
        controls_.press = true;
    } else if (view_.palette_open && (press.key == Key::up || press.key == Key::down)) {
        controls_.palette_row += press.key == Key::down ? 1 : -1;
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

void App::advance(double seconds) { view_ = advanced(std::move(view_), *film_, seconds); }

void App::move_worlds() {
    const std::size_t beat = beat_at(film_->beats, view_.playback.position);
    const std::size_t after = std::min(beat + 1, film_->beats.last());
    film_->keyframes.move(now_, film_->beats[beat].seq);
    film_->keyframes.move(next_, film_->beats[after].seq);
}

bool App::frame(FrameMeans means) {
    if (!busy_) {
        view_ = lecture_.watched(std::move(view_));
    }
    move_worlds();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Seen seen{
        view_.playback.position, means.scale,       size.x, size.y, view_.listing, view_.side,
        view_.events_filter,     view_.event_groups};
    const bool moved = std::exchange(seen_, seen) != seen;
    means.scroll_lesson = std::exchange(scroll_lesson_, 0);
    const Scene scene{
        *lesson_, *program_, *film_,
        now_,     next_,     view_,
        busy_,    moved,     busy_ ? std::span<const std::size_t>{} : lecture_.part_beats()};
    const Intents intents = draw_frame(means, controls_, scene);
    if (const std::optional<double> part = loader_.progress(); part && busy_) {
        draw_loading(means, view_, file_, *part);
    }
    for (const Intent& intent : intents) {
        handle(intent);
    }
    return !intents.empty();
}

}  // namespace coroscope::viz
