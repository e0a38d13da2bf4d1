// While the class guesses, the window may depend on nothing that lies after the cursor: what is
// drawn of a recording is held against what is drawn of the part of it that has happened.
#include "viz/panels/predict.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/model/names.hpp"
#include "viz/model/playback.hpp"
#include "viz/model/rows.hpp"
#include "viz/panels/commands.hpp"
#include "viz/panels/frame.hpp"
#include "viz/panels/layout.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

// What a film looks like while predicting, with the cursor at that beat.
struct Picture {
    std::vector<ImDrawVert> vertices;
    std::vector<std::string> texts;
};

bool is_in(const Rect& rect, ImVec2 point) {
    return point.x >= rect.min.x && point.x <= rect.max.x && point.y >= rect.min.y &&
           point.y <= rect.max.y;
}

// The card with the question is left out: it offers what comes among other choices.
Picture picture(Bench& bench, ImVec2 size, const lessons::Lesson& lesson, const Film& film,
                double position, View view) {
    view.playback.position = view.playback.target = position;
    const std::size_t beat = beat_at(film.beats, position);
    const World now = film.keyframes.at(film.beats[beat].seq);
    const World next = film.keyframes.at(film.beats[std::min(beat + 1, film.beats.last())].seq);
    const std::vector<std::size_t> beats = part_beats(lesson, film);
    const Scene scene{.lesson = lesson,
                      .program = program_with(lesson, {}),
                      .film = film,
                      .now = now,
                      .next = next,
                      .view = view,
                      .part_beats = beats};
    const Rect card =
        make_layout(size, bench.scale(), false, view.presenting, told(lesson, view), false, true)
            .timeline;
    TextLog log;
    ControlsState state;
    for (int frame = 0; frame < 2; ++frame) {
        log = {};
        bench.frame([&] { draw_frame(bench.means(&log), state, scene); });
    }
    Picture drawn;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int list = 0; list < data.CmdListsCount; ++list)
        for (const ImDrawVert& vertex : data.CmdLists[list]->VtxBuffer)
            if (!is_in(card, vertex.pos)) drawn.vertices.push_back(vertex);
    for (const TextRecord& text : log.texts)
        if (!is_in(card, text.rect.centre())) drawn.texts.push_back(text.text);
    return drawn;
}

// The recording as far as it has come with that beat.
trace::Recording until(const Film& film, std::size_t beat) {
    trace::Recording part = film.recording;
    part.events.resize(film.beats[beat].seq + 1);
    return part;
}

// Those who guess: at the desk, and in front of a class with the time axis.
std::vector<View> guessing(View view) {
    view.prediction.on = true;
    view.bookmarks = {12};
    view.selection = Party::task(1);
    View presenting = view;
    presenting.presenting = true;
    presenting.axis = AxisKind::time;
    presenting.axis_blend = 1;
    presenting.side = SideTab::events;
    presenting.language = Language::chinese;
    return {view, presenting};
}

void guess_at(App& app, double position) {
    app.handle(Predict{false});
    app.handle(Seek{position});
    app.handle(Predict{true});
}

// Runs a program anew, opens another or ends the app.
bool leaves_the_run(const Command& command) {
    const Intent intent = command.intent(View{}, 1);
    return command.group == Str::group_touch || std::holds_alternative<NextVariant>(intent) ||
           std::holds_alternative<OpenLesson>(intent) || std::holds_alternative<Quit>(intent);
}

bool goes_on(const Intent& intent) {
    const auto* step = std::get_if<Step>(&intent);
    return std::holds_alternative<PlayPause>(intent) || (step != nullptr && step->direction > 0);
}

bool says_held(const App& app) {
    return app.view().notice.text == tr(app.view().language, Str::predict_held);
}

std::string first_difference(const Picture& one, const Picture& other) {
    for (std::size_t i = 0; i < std::max(one.texts.size(), other.texts.size()); ++i) {
        const std::string a = i < one.texts.size() ? one.texts[i] : "(nothing)";
        const std::string b = i < other.texts.size() ? other.texts[i] : "(nothing)";
        if (a != b) return std::string{"it says "}.append(a).append(" and not ").append(b);
    }
    for (std::size_t i = 0; i < std::max(one.vertices.size(), other.vertices.size()); ++i) {
        if (i >= one.vertices.size() || i >= other.vertices.size()) return "it draws more or less";
        const ImDrawVert& a = one.vertices[i];
        const ImDrawVert& b = other.vertices[i];
        if (a.pos.x != b.pos.x || a.pos.y != b.pos.y || a.col != b.col)
            return "it draws otherwise at " + std::to_string(a.pos.x) + ", " +
                   std::to_string(a.pos.y);
    }
    return {};
}

}  // namespace

TEST_CASE("predicting, the window is the same whatever is still to come") {
    for (const ImVec2 size : {ImVec2{1920, 1080}, ImVec2{1280, 720}}) {
        Bench bench{size, 1};
        for (int number = 1; number <= 8; ++number) {
            const auto app = app_with_lesson(number);
            const lessons::Lesson& lesson = *lessons::find(std::to_string(number));
            const Film& film = app->film();
            for (std::size_t beat = 0; beat < film.beats.last(); ++beat) {
                const Film known{until(film, beat), true};
                REQUIRE(known.beats.last() == beat);
                // At rest, and in the middle of the step that has led there.
                for (const double position :
                     {static_cast<double>(beat), static_cast<double>(beat) - 0.1}) {
                    if (position < 0) continue;
                    for (const View& view : guessing(app->view())) {
                        CAPTURE(size.x);
                        CAPTURE(number);
                        CAPTURE(position);
                        CAPTURE(view.presenting);
                        const std::string difference =
                            first_difference(picture(bench, size, lesson, film, position, view),
                                             picture(bench, size, lesson, known, position, view));
                        CHECK(difference == "");
                    }
                }
            }
        }
    }
}

TEST_CASE("predicting, a click on the scrubber goes back and never on") {
    const ImVec2 size{1920, 1080};
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{12});
    app->handle(Predict{true});
    TextLog log;
    bench.frame(*app);
    bench.frame(*app, &log);
    const ImVec2 clock = place_of(log, "t = ");
    const Rect bar = make_layout(size, bench.scale(), false).transport;
    const float end = clock.x - 100;
    bench.click(*app, {end, bar.max.y - 20});
    CHECK(app->view().playback.target <= 12);
    CHECK(app->view().playback.target >= 11);
    bench.click(*app, {end - 300, bar.max.y - 20});
    const double back = app->view().playback.target;
    CHECK(back > 0);
    CHECK(back < 11);
}

TEST_CASE("predicting, a click on a line goes back to when it last ran and never on") {
    const ImVec2 size{1920, 1080};
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(SetListing{Listing::python});
    const lessons::Program program = program_with(*lessons::find("5"), {});
    std::size_t back = 0;
    for (const double cursor : {0.0, 12.0, 30.0}) {
        for (std::size_t line = 0; line < program.python.size(); ++line) {
            if (program.python[line].text.empty()) continue;
            guess_at(*app, cursor);
            TextLog log;
            bench.frame(*app);
            bench.frame(*app, &log);
            const auto number = std::to_string(line + 1);
            const Rect code = make_layout(size, bench.scale(), false).code;
            ImVec2 place;
            for (const TextRecord& text : log.texts)
                if (text.text == number && is_in(code, text.rect.centre()) &&
                    text.rect.centre().x < code.min.x + 60)
                    place = text.rect.centre();
            CAPTURE(cursor);
            CAPTURE(number);
            REQUIRE(place.x > 0);
            bench.click(*app, {place.x + 120, place.y});
            CHECK(app->view().playback.target <= cursor);
            back += app->view().playback.target < cursor ? 1 : 0;
        }
    }
    CHECK(back > 5);
}

TEST_CASE("predicting, whatever key is pressed, only a step and playing go on") {
    for (int number = 1; number <= 8; ++number) {
        const auto app = app_with_lesson(number);
        const auto last = static_cast<double>(app->last_beat());
        for (const double cursor : {0.0, 0.5, std::floor(last / 3), last - 1}) {
            for (const Command& command : all_commands()) {
                if (command.press.key == Key::none || leaves_the_run(command)) continue;
                guess_at(*app, cursor);
                const Intent wish = command.intent(app->view(), 1);
                app->handle(command.press, 1);
                CAPTURE(number);
                CAPTURE(cursor);
                CAPTURE(tr(Language::english, command.own));
                const Playback& now = app->view().playback;
                if (!goes_on(wish)) CHECK(std::max(now.position, now.target) <= cursor);
                if (now.target > cursor) CHECK(app->view().notice.empty());
                if (std::holds_alternative<Predict>(wish)) continue;
                CHECK(app->view().prediction.on);
                while (const auto closes = closes_on_top(app->view())) app->handle(*closes);
                app->handle(Present{false});
            }
        }
    }
}

TEST_CASE("predicting, the next row that is selected is one that is there") {
    for (int number = 1; number <= 8; ++number) {
        const auto app = app_with_lesson(number);
        const auto last = static_cast<double>(app->last_beat());
        for (const double cursor : {0.0, std::floor(last / 4), last}) {
            guess_at(*app, cursor);
            for (int press = 0; press < 12; ++press) {
                app->handle(KeyPress{.key = Key::letter_j, .shift = press > 7}, 1);
                for (const Track& track : app->film().tracks.tracks) {
                    const Party party = selectable(track);
                    if (party && party == app->view().selection)
                        CHECK(static_cast<double>(track.spans.front().begin_beat) <= cursor);
                }
            }
            CHECK((cursor < last || app->view().selection));
        }
    }
}

TEST_CASE("predicting, a jump on is held back with a word why, whether or not there is a place") {
    for (const Language language : {Language::english, Language::chinese}) {
        const auto app = app_with_lesson(5, language);
        const auto last = static_cast<double>(app->last_beat());
        for (const double cursor : {3.0, last - 1}) {
            for (const Key key :
                 {Key::letter_p, Key::letter_c, Key::letter_s, Key::letter_n, Key::end}) {
                guess_at(*app, cursor);
                app->handle(KeyPress{key}, 1);
                CHECK(app->view().playback.target == cursor);
                CHECK(says_held(*app));
                // The step that shows what comes takes the word away.
                app->handle(KeyPress{Key::right}, 1);
                CHECK(app->view().playback.target == cursor + 1);
                CHECK(app->view().notice.empty());
            }
        }
        // Back they go as ever.
        guess_at(*app, last - 1);
        app->handle(KeyPress{.key = Key::letter_p, .shift = true}, 1);
        CHECK(app->view().playback.target < last - 1);
        CHECK(app->view().notice.empty());
        // Nor is the end the beginning of playing back.
        guess_at(*app, 0);
        app->handle(KeyPress{.key = Key::space, .shift = true}, 1);
        CHECK(app->view().playback.position == 0);
        CHECK(says_held(*app));
        // With the game the word is over.
        app->handle(Predict{false});
        CHECK(app->view().notice.empty());
    }
}

TEST_CASE("predicting, the lesson's text waits for its moment, and what has come can be read") {
    const ImVec2 size{1280, 720};
    Bench bench{size, 1};
    for (int number = 1; number <= 8; ++number) {
        const auto app = app_with_lesson(number);
        const lessons::Lesson& lesson = *lessons::find(std::to_string(number));
        const std::vector<std::size_t> beats = part_beats(lesson, app->film());
        const Rect header = make_layout(size, bench.scale(), false).lesson.top(header_height);
        const auto cursor = static_cast<double>(beats.front() + 1);
        int back = 0;
        for (int part = 0; part < page_count(lesson); ++part) {
            const auto index = static_cast<std::size_t>(part);
            const bool is_step = lesson.parts[index].kind == lessons::PartKind::step;
            const bool ahead = is_step && (beats[index] == 0 || beats[index] > beats.front() + 1);
            const int from = ahead ? 0 : page_count(lesson) - 1;
            CAPTURE(number);
            CAPTURE(part);
            // By a click on its dot, by the key, and by the arrow of who presents.
            app->handle(ShowPart{from});
            guess_at(*app, cursor);
            bench.frame(*app);
            const float dot = std::min(26.0f, std::floor((header.width() - 16 - 68) /
                                                         static_cast<float>(page_count(lesson))));
            const ImVec2 place{header.min.x + 8 + dot * (static_cast<float>(part) + 0.5f),
                               header.centre().y};
            // Nor does the dot tell what that part is called.
            bench.move_mouse(place);
            TextLog log;
            bench.frame(*app);
            bench.frame(*app, &log);
            const auto notes = std::ranges::count_if(
                log.texts, [](const TextRecord& text) { return text.layer == 2; });
            CHECK((notes == 0) == ahead);
            bench.click(*app, place);
            CHECK(app->view().part == (ahead ? from : part));
            CHECK(app->view().playback.target <= cursor);
            CHECK_FALSE(app->running_anew());
            CHECK(says_held(*app) == ahead);
            back += app->view().playback.target < cursor ? 1 : 0;
            if (part == 0 || !ahead) continue;
            app->handle(ShowPart{part - 1});
            guess_at(*app, cursor);
            app->handle(KeyPress{Key::letter_g}, 1);
            CHECK(app->view().part == part - 1);
            CHECK(app->view().playback.target == cursor);
            CHECK(says_held(*app));
            guess_at(*app, cursor);
            app->handle(Present{true});
            for (int turn = 0; turn < 20; ++turn) app->handle(KeyPress{Key::down}, 1);
            CHECK(app->view().part == part - 1);
            app->handle(Present{false});
        }
        CHECK(back > 0);
    }
}

TEST_CASE("where nothing is asked the card says why, out of what has happened") {
    for (const Language language : {Language::english, Language::chinese}) {
        const ImVec2 size{1920, 1080};
        Bench bench{size, 1};
        const Rect card = make_layout(size, bench.scale(), false).timeline;
        const auto words = [&](App& app) {
            TextLog log;
            bench.frame(app);
            bench.frame(app, &log);
            std::string all;
            for (const TextRecord& text : log.texts)
                if (is_in(card, text.rect.centre())) all += text.text + " ";
            std::erase(all, ' ');  // wherever the lines break
            return all;
        };
        const auto said = [&](Str id, std::initializer_list<std::string_view> values = {}) {
            std::string text = tr(language, id, values);
            std::erase(text, ' ');
            return text;
        };
        int running = 0;
        for (int number = 1; number <= 8; ++number) {
            const auto app = app_with_lesson(number, language);
            const lessons::Lesson& lesson = *lessons::find(std::to_string(number));
            const Film& film = app->film();
            const std::vector<std::size_t> beats = part_beats(lesson, film);
            for (std::size_t beat = 0; beat <= film.beats.last(); ++beat) {
                const World now = film.keyframes.at(film.beats[beat].seq);
                const bool ended = beat == film.beats.last();
                if (!ended && question_for(lesson, film, beats, now, beat, language)) continue;
                guess_at(*app, static_cast<double>(beat));
                const std::string text = words(*app);
                CAPTURE(number);
                CAPTURE(beat);
                CAPTURE(text);
                const auto says = [&](const std::string& part) {
                    return text.find(part) != std::string::npos;
                };
                CHECK(says(said(Str::predict_none_yet)));
                CHECK(says(said(Str::predict_end)) == ended);
                CHECK(says(said(Str::predict_asked)) == !ended);
                bool loops = false;
                for (const Loop& loop : now.loops) {
                    loops = loops || loop.activity == LoopActivity::in_batch ||
                            loop.activity == LoopActivity::selecting;
                    if (ended || !loop.current) continue;
                    ++running;
                    CHECK(says(said(Str::predict_running,
                                    {party_label(film.recording, now, loop.current)})));
                }
                CHECK(says(said(Str::predict_plain)) == (!ended && !loops));
            }
        }
        CHECK(running > 20);
    }
}

TEST_CASE("predicting, a step of several beats waits at the next question") {
    for (const int number : {1, 5, 7}) {
        const auto app = app_with_lesson(number);
        const lessons::Lesson& lesson = *lessons::find(std::to_string(number));
        const Film& film = app->film();
        const std::vector<std::size_t> beats = part_beats(lesson, film);
        const auto asks = [&](std::size_t beat) {
            const World world = film.keyframes.at(film.beats[beat].seq);
            return question_for(lesson, film, beats, world, beat, Language::english).has_value();
        };
        std::size_t longer = 0;
        for (std::size_t from = 0; from < app->last_beat(); ++from) {
            for (const StepKind kind :
                 {StepKind::task_step, StepKind::iteration, StepKind::instant}) {
                guess_at(*app, static_cast<double>(from));
                app->handle(Step{kind, 1});
                const auto to = beat_at(film.beats, app->view().playback.target);
                CHECK(to > from);
                for (std::size_t beat = from + 1; beat < to; ++beat) CHECK_FALSE(asks(beat));
                longer += to > from + 1 ? 1 : 0;
            }
            // A step pressed twice does not wait in between.
            if (from + 2 > app->last_beat()) continue;
            guess_at(*app, static_cast<double>(from));
            for (int press = 0; press < 2; ++press) app->handle(KeyPress{Key::right}, 1);
            CHECK(app->view().playback.target == static_cast<double>(from + 2));
        }
        CHECK(longer > 0);
    }
}

}  // namespace coroscope::viz
