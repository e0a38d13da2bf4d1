#include "tests/bench/recordings/drawing.hpp"

#include <algorithm>
#include <random>

#include "tests/bench/recordings/figures.hpp"
#include "tests/panels/bench.hpp"
#include "viz/panels/layout.hpp"
#include "viz/panels/timeline.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::bench {
namespace {

using namespace viz;

const ImVec2 window{1920, 1080};

/// The worst of the timeline's frames over zooms and axes.
struct Worst {
    double ns = 0;
    double peer_ns = 0;
    std::size_t rectangles = 0;
    std::size_t labels = 0;
    std::string where;
};

/// What a timeline costs that draws the first 500 spans of each row, one rectangle each.
double every_span(Bench& bench, const Rect& area, const TimelineInput& input) {
    double ns = 0;
    bench.canvas_frame([&](Canvas& canvas) {
        const TimelineScene scene = make_timeline_scene(canvas, area, input);
        ns = median_ns(1, [&] {
            for (const TimelineRow& row : scene.layout.rows) {
                const SpanList& spans = scene.track(row.track).spans;
                // Dear ImGui's list has room for 16,000 rectangles in all.
                const std::size_t most = std::min<std::size_t>(spans.size(), 500);
                for (std::size_t index = 0; index < most; ++index) {
                    const auto x0 = scene.axis.x_of(static_cast<double>(spans.begin_beat(index)));
                    const auto x1 = scene.axis.x_of(static_cast<double>(spans.end_beat(index)));
                    canvas.fill({{static_cast<float>(x0), row.bar.y},
                                 {static_cast<float>(x1), row.bar.bottom()}},
                                0xffffffff);
                }
            }
        });
    });
    return ns;
}

Worst worst_frame(Bench& bench, const Rect& area, const Film& film) {
    Worst worst;
    View view;
    view.selection = trace::Party::task(7);
    view.all_arrows = true;
    for (const double blend : {0.0, 0.5, 1.0}) {
        for (double zoom = 1; zoom < static_cast<double>(film.beats.last()); zoom *= 8) {
            view.axis_blend = blend;
            view.zoom = zoom;
            view.scroll = zoom > 1 ? 0.37 : 0;
            const TimelineInput input{film.recording, film.beats, film.tracks, view, {}};
            TextLog log;
            std::vector<double> times;
            for (int turn = 0; turn < 5; ++turn) {
                log = {};
                bench.canvas_frame(
                    [&](Canvas& canvas) {
                        Intents intents;
                        times.push_back(
                            median_ns(1, [&] { draw_timeline(canvas, area, input, intents); }));
                    },
                    &log);
            }
            std::sort(times.begin(), times.end());
            std::size_t rectangles = 0;
            bench.canvas_frame([&](Canvas& canvas) {
                const TimelineScene scene = make_timeline_scene(canvas, area, input);
                rectangles = rectangles_of(scene);
            });
            worst.rectangles = std::max(worst.rectangles, rectangles);
            worst.labels = std::max(worst.labels, log.texts.size());
            if (times[2] > worst.ns) {
                worst.ns = times[2];
                worst.where = std::to_string(static_cast<int>(zoom)) + "× " +
                              (blend == 0   ? "steps"
                               : blend == 1 ? "time"
                                            : "between");
            }
            if (zoom == 1 && blend == 0) worst.peer_ns = every_span(bench, area, input);
        }
    }
    return worst;
}

bool measure_jumps(const Film& film) {
    std::mt19937_64 random{2};
    std::vector<double> ours;
    std::vector<double> peers;
    std::size_t found = 0;
    for (int turn = 0; turn < 100; ++turn) {
        const std::size_t beat = random() % film.beats.size();
        const auto task = static_cast<TaskId>(1 + random() % 2000);
        ours.push_back(median_ns(1, [&] {
            found += jump_from(film.recording, film.beats, film.tracks, beat, JumpKind::print, 1,
                               task, {});
        }));
        peers.push_back(median_ns(1, [&] {
            std::size_t seq = film.beats.seq(beat) + 1;
            while (seq < film.recording.events.size() &&
                   !(film.recording.events[seq].kind == trace::Kind::print &&
                     film.recording.events[seq].task == task)) {
                ++seq;
            }
            found += seq;
        }));
    }
    const auto slowest = [](std::vector<double> times) {
        return *std::max_element(times.begin(), times.end()) / 1e6;
    };
    return print_figure("jump to this task's next print", slowest(ours), "ms", 16,
                        "looking through the events", slowest(peers)) &&
           found > 0;
}

/// Frames of the whole window: stepping, scrubbing.
bool measure_frames(const std::string& file) {
    Bench bench{window, 1};
    WindowOptions options;
    options.file = file;
    App app{options, true, 1.0f, [] {}};
    while (!app.collect()) {
    }
    const auto last = static_cast<double>(app.last_beat());
    std::mt19937_64 random{3};
    std::vector<double> scrubbing;
    std::vector<double> stepping;
    for (int turn = 0; turn < 60; ++turn) {
        app.handle(Seek{last * static_cast<double>(random() % 1000) / 1000});
        scrubbing.push_back(median_ns(1, [&] { bench.frame(app); }));
        app.handle(Step{StepKind::beat, turn % 3 == 0 ? -1 : 1});
        app.advance(1);
        stepping.push_back(median_ns(1, [&] { bench.frame(app); }));
    }
    std::sort(scrubbing.begin(), scrubbing.end());
    std::sort(stepping.begin(), stepping.end());
    const bool held = print_figure("a frame of the window, scrubbing", scrubbing[30] / 1e6, "ms",
                                   16, "the slowest of 60", scrubbing.back() / 1e6);
    return print_figure("a frame of the window, stepping", stepping[30] / 1e6, "ms", 16,
                        "the slowest of 60", stepping.back() / 1e6) &&
           held;
}

}  // namespace

bool measure_drawing(const Film& film, const std::string& file) {
    bool held = true;
    {
        Bench bench{window, 1};
        const Rect area =
            make_layout(window, 1, false, false, Told::nothing, false, false).timeline;
        const Worst worst = worst_frame(bench, area, film);
        const double budget = film.recording.events.size() > 2'000'000 ? 5 : 4;
        held = print_figure("timeline and its draw list, worst zoom", worst.ns / 1e6, "ms", budget,
                            "500 spans a row, plainly", worst.peer_ns / 1e6) &&
               held;
        std::printf("  %-38s %10s\n", "  at", worst.where.c_str());
        held = print_figure("  rectangles, most", static_cast<double>(worst.rectangles), "", 2000,
                            "", 0) &&
               held;
        held = print_figure("  texts, most", static_cast<double>(worst.labels), "", 160, "", 0) &&
               held;
    }
    held = measure_jumps(film) && held;
    return measure_frames(file) && held;
}

}  // namespace coroscope::bench
