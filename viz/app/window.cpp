#include "viz/app/window.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <tuple>

#include "viz/app/app.hpp"
#include "viz/app/end_signals.hpp"
#include "viz/app/launch_time.hpp"
#include "viz/app/screen.hpp"

namespace coroscope::viz {

namespace {

using WallClock = std::chrono::steady_clock;

constexpr double frame_seconds = 1.0 / 60;

constexpr double pause_while_exporting = 0.1;

// After something happened or moved, hovering and scrolling need a frame more to settle.
constexpr int frames_after_input = 3;

double seconds_since(WallClock::time_point then) {
    return std::chrono::duration<double>(WallClock::now() - then).count();
}

void take_input(Screen& screen, App& app) {
    for (const KeyPress& press : screen.take_keys()) {
        app.handle(press, screen.scale());
    }
    if (const int steps = screen.take_scale_steps(); steps != 0) {
        app.handle(SetScale{stepped_scale(screen.scale(), steps)});
    }
    if (const std::vector<std::string> files = screen.take_drops(); !files.empty()) {
        app.handle(OpenFile{files.front()});
    }
    app.collect();
}

}  // namespace

int run_window(const WindowOptions& options) {
    const EndSignals end{&Screen::wake};
    Screen screen{options.settings.width, options.settings.height, options.settings.scale};
    App app{options, screen.fonts().has_chinese(), screen.first_scale(), &Screen::wake};
    std::string title;
    int frames_due = frames_after_input;
    WallClock::time_point last_frame = WallClock::now();
    WallClock::time_point last_drawn = last_frame;
    while (!app.quits() && !screen.closing() && !end.asked()) {
        if (app.needs_animation() || frames_due > 0) {
            screen.wait(std::max(0.0, frame_seconds - seconds_since(last_frame)));
        } else {
            screen.wait();
            frames_due = frames_after_input;
            last_frame = WallClock::now();  // time that nobody watched does not count
        }
        take_input(screen, app);
        // An export has the processor first; the window then is redrawn ten times a second.
        if (app.serve_export() && !app.needs_animation() &&
            seconds_since(last_drawn) < pause_while_exporting) {
            continue;
        }
        last_drawn = WallClock::now();
        const WallClock::time_point now = WallClock::now();
        // A long hitch must not make the film jump.
        app.advance(std::min(0.1, std::chrono::duration<double>(now - last_frame).count()));
        last_frame = now;

        if (screen.size().x < 1 || screen.size().y < 1) {
            frames_due = 0;
            continue;  // minimised
        }
        const float scale = effective_scale(screen.size(), app.view().scale, app.view().presenting);
        screen.prepare(scale);
        app.collect();  // what finished meanwhile is seen a frame earlier
        screen.begin_frame(theme(app.view().theme).background);
        const bool asked = app.frame({screen.fonts(), screen.patterns(), scale});
        screen.end_frame();
        if (app.take_full_screen()) {
            screen.toggle_full_screen();
        }
        if (options.startup_time && !app.busy()) {
            std::printf("%.3f s until the first lesson is seen\n", seconds_since(launch_time()));
            return 0;
        }
        const bool lively = asked || app.needs_animation() || Screen::settles();
        frames_due = lively ? frames_after_input : std::max(0, frames_due - 1);
        if (app.title() != title) {
            title = app.title();
            screen.set_title(title);
        }
    }
    Settings settings = app.settings();
    std::tie(settings.width, settings.height) = screen.size_to_remember();
    save_settings(settings_file(), settings);  // where that cannot be done, nothing is remembered
    return 0;
}

}  // namespace coroscope::viz
