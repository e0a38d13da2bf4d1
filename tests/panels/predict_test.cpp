// While the class guesses, the window may depend on nothing that lies after the cursor: what is
// drawn of a recording is held against what is drawn of the part of it that has happened.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/frame.hpp"
#include "viz/panels/layout.hpp"
#include "viz/panels/lesson_parts.hpp"

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
    app->handle(Predict{true});
    app->handle(Seek{12});
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
    app->handle(Predict{true});
    const lessons::Program program = program_with(*lessons::find("5"), {});
    std::size_t back = 0;
    for (const double cursor : {0.0, 12.0, 30.0}) {
        for (std::size_t line = 0; line < program.python.size(); ++line) {
            if (program.python[line].text.empty()) continue;
            app->handle(Seek{cursor});
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

}  // namespace coroscope::viz
