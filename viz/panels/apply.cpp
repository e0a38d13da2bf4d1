#include "viz/panels/apply.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/axis.hpp"
#include "viz/model/playback.hpp"
#include "viz/model/rows.hpp"
#include "viz/panels/transport.hpp"

namespace coroscope::viz {

namespace {

constexpr double axis_seconds = 0.35;

// The timeline's axis where only fractions matter, so that any width will do.
Axis axis_of(const View& view, const Beats& beats) {
    return {beats, view.axis_blend, {view.zoom, view.scroll}, 0, 1000};
}

struct Applier {
    View view;
    const Film& film;
    const Beats& beats = film.beats;

    [[nodiscard]] double here() const {
        return view.playback.playing ? view.playback.position : view.playback.target;
    }
    void operator()(const PlayPause&) { view.playback = toggle(view.playback, beats); }
    void operator()(const Play& wish) {
        view.playback = play_towards(view.playback, beats, wish.direction);
    }
    void operator()(const JumpTo& wish) {
        const Playback& now = view.playback;
        const std::size_t beat = beat_at(beats, now.playing ? now.position : now.target);
        const bool task = view.selection.kind() == trace::PartyKind::task;
        view.playback =
            glide(now, beats,
                  jump_from(film.recording, beats, film.tracks, beat, wish.kind, wish.direction,
                            task ? view.selection.number() : 0, view.bookmarks));
    }
    void operator()(const ToggleBookmark&) {
        const std::size_t beat = beat_at(beats, view.playback.position);
        const auto at = std::lower_bound(view.bookmarks.begin(), view.bookmarks.end(), beat);
        if (at != view.bookmarks.end() && *at == beat) {
            view.bookmarks.erase(at);
        } else {
            view.bookmarks.insert(at, beat);
        }
    }
    void operator()(const ShowSide& wish) { view.side = wish.tab; }
    void operator()(const FilterEvents& wish) { view.events_filter = wish.text; }
    void operator()(const FilterGroups& wish) { view.event_groups = wish.groups; }
    void operator()(const OpenHelp& wish) {
        view.help_open = wish.open;
        view.palette_open = view.chooser_open = false;
    }
    void operator()(const OpenPalette& wish) {
        view.palette_open = wish.open;
        view.help_open = view.chooser_open = false;
    }
    void operator()(const OpenExport& wish) {
        view.exporting.open = wish.open;
        view.palette_open = view.help_open = view.chooser_open = false;
    }
    void operator()(const ChooseExport& wish) {
        view.exporting.format = wish.format;
        view.exporting.scale = wish.scale;
        view.exporting.range = wish.range;
        view.exporting.message.clear();
    }
    void operator()(const StartExport&) {}
    void operator()(const StopExport&) {}
    void operator()(const Present& wish) { view.presenting = wish.on; }
    void operator()(const ShowCaptions& wish) { view.captions = wish.on; }
    void operator()(const TurnToCaption& wish) {
        view.part = wish.part;
        view.caption = wish.caption;
    }
    void operator()(const SetBlank& wish) { view.blank = wish.blank; }
    void operator()(const SetReducedMotion& wish) { view.reduced_motion = wish.on; }
    void operator()(const ShowAllArrows& wish) { view.all_arrows = wish.on; }
    void operator()(const ToggleTrack& wish) {
        if (wish.rows) {
            (*this)(ScrollRows{*wish.rows});
            view.rows_kept = true;
        }
        const auto at = std::lower_bound(view.folded.begin(), view.folded.end(), wish.track);
        if (at != view.folded.end() && *at == wish.track) {
            view.folded.erase(at);
        } else {
            view.folded.insert(at, wish.track);
        }
    }
    void operator()(const ToggleLoops&) { view.folded = with_loops_toggled(view, film.tracks); }
    void operator()(const ShowPart& wish) { (*this)(TurnToCaption{wish.part, 0}); }
    void operator()(const GoToPart& wish) { (*this)(TurnToCaption{wish.part, 0}); }
    void operator()(const TurnPart&) {}
    void operator()(const AnswerQuestion&) {}
    void operator()(const Predict& wish) {
        // The score is the sitting's, and stays.
        view.prediction.on = wish.on;
        view.notice = {};  // it may say how the run ends, or what is not done while guessing
        view.prediction.guess = view.prediction.revealed = -1;
        const auto here = static_cast<double>(beat_at(beats, view.playback.position));
        view.playback = seek(view.playback, beats, here);
    }
    void operator()(const Guess& wish) {
        view.prediction.guess = wish.choice;
        view.prediction.at = beat_at(beats, view.playback.target);
    }
    void operator()(const OpenMenu& wish) {
        view.menu = wish.menu;
        view.chooser_open = view.help_open = view.palette_open = view.touches_open = false;
        if (wish.menu.open) {
            // What is chosen there happens here: the cursor stands still.
            view.playback = seek(view.playback, beats, here());
            view.selection = wish.menu.task ? wish.menu.task : view.selection;
        }
    }
    void operator()(const ChooseTouch& wish) { view.touched = wish.index; }
    void operator()(const ShowTouches& wish) {
        view.touches_open = wish.open;
        view.menu = {};
    }
    void operator()(const Compare& wish) { view.rival = wish.rival; }
    void operator()(const ShowBuilding& wish) { view.building.shown = wish.on; }
    void operator()(const ChooseStep& wish) {
        view.building.task = wish.task;
        view.building.step = wish.step;
    }
    void operator()(const OpenPathCard& wish) {
        view.path_card = wish.card;
        view.touches_open = view.palette_open = view.help_open = false;
        view.menu = {};
    }
    // The app's own.
    void operator()(const Touch&) {}
    void operator()(const RemoveTouch&) {}
    void operator()(const RemoveAllTouches&) {}
    void operator()(const SwitchTouch&) {}
    void operator()(const DragTouch&) {}
    void operator()(const Undo&) {}
    void operator()(const Redo&) {}
    void operator()(const DismissGhost&) {}
    void operator()(const ToggleCompare&) {}
    void operator()(const SaveScenario&) {}
    void operator()(const SaveListing&) {}
    void operator()(const Build&) {}
    void operator()(const OpenFile&) {}
    void operator()(const ToggleFullScreen&) {}
    void operator()(const Step& wish) {
        view.playback = step(view.playback, beats, wish.kind, wish.direction);
    }
    void operator()(const ToggleClock&) {}
    void operator()(const RunAgain&) {}
    void operator()(const GoToStart&) { view.playback = go_to_start(view.playback); }
    void operator()(const GoToEnd&) { view.playback = go_to_end(view.playback, beats); }
    void operator()(const Seek& wish) { view.playback = seek(view.playback, beats, wish.position); }
    void operator()(const SetSpeed& wish) {
        view.playback.speed = std::clamp(wish.speed, 0.1, 20.0);
    }
    void operator()(const SetAxis& wish) { view.axis = wish.axis; }
    void operator()(const SetZoom& wish) { zoom_to({wish.zoom, wish.scroll}); }
    void operator()(const ZoomBy& wish) {
        const Axis axis = axis_of(view, beats);
        const double at = axis.x_of(view.playback.position);
        const bool seen = at >= axis.left() && at <= axis.right();
        zoom_to(axis.zoomed(wish.factor, seen ? at : (axis.left() + axis.right()) / 2));
    }
    void operator()(const PanBy& wish) {
        const Axis axis = axis_of(view, beats);
        zoom_to(axis.panned(-wish.share * (axis.right() - axis.left())));
    }
    void operator()(const ScrollRows& wish) {
        view.rows_scroll = std::max(0.0, wish.rows);
        view.rows_goal.reset();
        view.rows_kept = false;
    }
    void operator()(const FollowRows& wish) {
        if (view.reduced_motion) return (*this)(ScrollRows{wish.rows});
        view.rows_goal = wish.rows;
        view.rows_kept = false;
    }
    void operator()(const HoldRows& wish) {
        view.rows_held = wish.on ? std::optional{view.playback.position} : std::nullopt;
    }
    void operator()(const Select& wish) { view.selection = wish.party; }
    void operator()(const SelectNext& wish) {
        // Nobody who guesses is told who will come.
        const std::size_t until =
            view.prediction.on ? beat_at(beats, view.playback.position) : beats.last();
        view = with_next_selected(std::move(view), film.tracks, wish.direction, until);
    }
    void operator()(const SetLanguage& wish) { view.language = wish.language; }
    void operator()(const SetTheme& wish) { view.theme = wish.theme; }
    void operator()(const SetListing& wish) {
        view.listing = wish.listing;
        view.building.shown = false;
    }
    void operator()(const SetScale& wish) { view.scale = std::clamp(wish.scale, 0.5f, 3.0f); }
    void operator()(const OpenChooser& wish) { view.chooser_open = wish.open; }
    void operator()(const OpenLesson&) { view.chooser_open = false; }
    void operator()(const SetVariant&) { view.chooser_open = false; }
    void operator()(const NextVariant&) { view.chooser_open = false; }
    void operator()(const DismissNotice&) { view.notice = {}; }
    void operator()(const Quit&) {}

private:
    void zoom_to(const Zoom& wished) {
        const Zoom zoom = clamped(wished, beats);
        view.zoom = zoom.zoom;
        view.scroll = zoom.scroll;
    }
};

/// Towards the goal: fast at first, there after about 150 ms.
void glide_rows(View& view, double seconds) {
    constexpr double time_constant = 0.03;
    constexpr double near = 0.1;  // rows: two pixels
    const double goal = *view.rows_goal;
    view.rows_scroll += (goal - view.rows_scroll) * (1 - std::exp(-seconds / time_constant));
    if (std::abs(goal - view.rows_scroll) > near && !view.reduced_motion) return;
    view.rows_scroll = goal;
    view.rows_goal.reset();
}

}  // namespace

View apply(View view, const Intent& intent, const Film& film) {
    Applier applier{std::move(view), film};
    std::visit(applier, intent);
    return std::move(applier.view);
}

View advanced(View view, const Film& film, double seconds) {
    view.playback = advance(view.playback, film.beats, seconds);
    if (view.reduced_motion && !view.playback.playing) {
        view.playback.position = view.playback.target;
    }
    const double goal = view.axis == AxisKind::time ? 1 : 0;
    const double change = view.reduced_motion ? 1 : seconds / axis_seconds;
    view.axis_blend += std::clamp(goal - view.axis_blend, -change, change);
    if (view.rows_goal) glide_rows(view, seconds);
    if (view.zoom > 1 && view.playback.playing) {
        const Zoom zoom = axis_of(view, film.beats).following(view.playback.position, 100);
        view.zoom = zoom.zoom;
        view.scroll = zoom.scroll;
    }
    return view;
}

bool needs_animation(const View& view) {
    const double goal = view.axis == AxisKind::time ? 1 : 0;
    return needs_animation(view.playback) || view.axis_blend != goal || view.rows_goal;
}

View rewound(View view, bool playing) {
    view.playback.position = 0;
    view.playback.target = 0;
    view.playback.playing = playing;
    view.playback.direction = 1;
    view.bookmarks.clear();
    view.menu = {};
    view.touched.reset();
    view.drag = {};
    view.folded.clear();
    view.zoom = 1;
    view.scroll = 0;
    view.rows_scroll = 0;
    view.rows_goal.reset();
    view.rows_kept = false;
    view.rows_held.reset();
    view.selection = {};
    view.chooser_open = false;
    view.prediction.guess = view.prediction.revealed = -1;
    return view;
}

float stepped_scale(float scale, int direction) {
    const float steps = std::round(scale * 8) + static_cast<float>(direction);
    return std::clamp(steps / 8, 1.0f, 3.0f);
}

}  // namespace coroscope::viz
