// Walks lessons × variants × languages × themes × window sizes × moments and looks at every text
// that was drawn: none may overlap another, be cut off or leave what it stands in.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"

namespace coroscope::viz {

namespace {

Rect visible(const TextRecord& text) { return text.rect.intersect(text.clip); }

// Lines that touch with ascender and descender are not overlapping letters.
Rect core(const Rect& rect) { return rect.inset(1, rect.height() * 0.12f); }

std::string describe(const TextRecord& text) {
    const Rect& r = text.rect;
    return "'" + text.text + "' at " + std::to_string(static_cast<int>(r.min.x)) + "," +
           std::to_string(static_cast<int>(r.min.y)) + " .. " +
           std::to_string(static_cast<int>(r.max.x)) + "," +
           std::to_string(static_cast<int>(r.max.y));
}

struct Faults {
    std::set<std::string> found;

    void look_at(const TextLog& log, ImVec2 window) {
        for (std::size_t i = 0; i < log.texts.size(); ++i) {
            const TextRecord& text = log.texts[i];
            if (visible(text).empty()) {
                continue;
            }
            look_at_edges(text, window);
            for (std::size_t k = i + 1; k < log.texts.size(); ++k) {
                const TextRecord& other = log.texts[k];
                const Rect shared = core(text.rect).intersect(text.clip).intersect(
                    core(other.rect).intersect(other.clip));
                if (text.layer == other.layer && !shared.empty()) {
                    found.insert("overlap: " + describe(text) + " and " + describe(other));
                }
            }
        }
    }

private:
    void look_at_edges(const TextRecord& text, ImVec2 window) {
        const Rect screen{{0, 0}, window};
        Rect held = text.rect;
        Rect clip = text.clip.intersect(screen);
        Rect container = text.container;
        if (text.scrolls) {
            // A scrolling region cuts at its top and bottom.
            held.min.y = clip.min.y;
            held.max.y = clip.max.y;
            container.min.y = clip.min.y;
            container.max.y = clip.max.y;
        }
        if (!clip.contains(held, 1.5f)) {
            found.insert("cut off: " + describe(text));
        }
        if (!container.contains(held, 1.5f)) {
            found.insert("leaves its container: " + describe(text));
        }
    }
};

void walk(Bench& bench, ImVec2 size, App& app, Faults& faults) {
    app.handle(GoToStart{});
    for (int beat = 0; beat < 400; ++beat) {
        TextLog log;
        bench.frame(app, &log);
        faults.look_at(log, size);
        const double before = app.view().playback.target;
        app.handle(Step{StepKind::beat, 1});
        while (app.needs_animation()) {
            app.advance(1);
        }
        if (app.view().playback.target == before) {
            return;
        }
    }
}

void report(const Faults& faults) {
    int shown = 0;
    for (const std::string& fault : faults.found) {
        if (++shown <= 12) {
            FAIL_CHECK(fault);
        }
    }
    CHECK(faults.found.size() == 0);
}

}  // namespace

TEST_CASE("no text overlaps another or is cut off, in any lesson, language, theme and size") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        Bench bench{size, 1};
        for (const lessons::Lesson& lesson : lessons::all()) {
            for (const Language language : {Language::english, Language::chinese}) {
                CAPTURE(size.x);
                CAPTURE(lesson.number);
                CAPTURE(std::string{language == Language::chinese ? "Chinese" : "English"});
                const auto app = app_with_lesson(lesson.number, language);
                app->handle(
                    SetTheme{language == Language::chinese ? ThemeName::dark : ThemeName::light});
                Faults faults;
                walk(bench, size, *app, faults);
                app->handle(SetListing{Listing::cpp});
                app->handle(SetAxis{AxisKind::time});
                app->advance(5);
                walk(bench, size, *app, faults);
                for (const lessons::Variant& variant : lesson.variants) {
                    for (const std::string_view choice : variant.choices) {
                        app->handle(SetVariant{std::string{variant.name}, std::string{choice}});
                        wait_for_run(*app);
                        walk(bench, size, *app, faults);
                    }
                }
                report(faults);
            }
        }
    }
}

TEST_CASE("an overlap is found where there is one: the check above can fail") {
    TextLog log;
    const Rect all{{0, 0}, {500, 500}};
    const Rect first = Rect::sized(10, 10, 100, 20);
    log.texts.push_back({first, all, all, "one"});
    log.texts.push_back({first.moved(50, 4), all, all, "two"});
    log.texts.push_back({Rect::sized(450, 100, 100, 20), all, all, "cut"});
    Faults faults;
    faults.look_at(log, {500, 500});
    CHECK(faults.found.size() == 3);
}

}  // namespace coroscope::viz
