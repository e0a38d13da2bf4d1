// The state of the window: the lesson, the film of its run, the cursor's world and the view.
// Knows nothing of GLFW: `Screen` feeds it and shows what it draws.
//
// Thread rule: the window's thread; programs run on the Runner's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "viz/app/experiment.hpp"
#include "viz/app/exporter.hpp"
#include "viz/app/lecture.hpp"
#include "viz/app/loader.hpp"
#include "viz/app/runner.hpp"
#include "viz/app/window.hpp"
#include "viz/panels/apply.hpp"
#include "viz/panels/commands.hpp"
#include "viz/panels/frame.hpp"
#include "viz/panels/rivals.hpp"

namespace coroscope::viz {

class App {
public:
    /// `wake` is called from another thread when a run has finished; `has_chinese` says whether
    /// the fonts have Chinese, `scale` is the monitor's. Throws UsageError for an unknown lesson.
    App(const WindowOptions& options, bool has_chinese, float scale, std::function<void()> wake);

    [[nodiscard]] const View& view() const { return view_; }
    [[nodiscard]] bool quits() const { return quits_; }
    /// What is to be remembered of it, but for the window's size.
    [[nodiscard]] Settings settings() const;
    /// True while the program of the lesson still runs: nothing of it is to be seen yet.
    [[nodiscard]] bool busy() const {
        return file_.empty() ? experiment_.starting() : reading_file_;
    }
    /// True once after the person has asked for full screen, or back from it.
    [[nodiscard]] bool take_full_screen() { return std::exchange(full_screen_asked_, false); }
    /// The scenario as it is now, and the film that shows.
    [[nodiscard]] const Scenario& scenario() const { return experiment_.scenario(); }
    [[nodiscard]] const Film& film() const { return *shown_film(); }
    /// The number of the last beat of what is shown.
    [[nodiscard]] std::size_t last_beat() const { return film().beats.last(); }
    /// The choice of a variant that the film shows.
    [[nodiscard]] std::string_view shown_choice(std::string_view variant) const {
        return choice_of(*program_, variant);
    }
    /// How far a file is that is on its way in; nothing where none is.
    [[nodiscard]] std::optional<Loading> loading() const { return loader_.progress(); }
    /// True while a run is on its way whose film will take the place of this one.
    [[nodiscard]] bool running_anew() const { return experiment_.busy(); }
    /// True while the program runs in real time and the film grows.
    [[nodiscard]] bool live() const { return experiment_.live(); }
    /// What the window's title bar says.
    [[nodiscard]] std::string title() const;

    /// Does what was asked for.
    void handle(const Intent& intent);
    /// A key; `scale` is the scale in effect. Returns false for keys that are not the app's.
    bool handle(const KeyPress& press, float scale);
    /// Takes over a run that has finished; false where there is none.
    bool collect();
    /// Draws for an export that runs; to be called between frames. True while one runs.
    bool serve_export();
    /// Lets that much time pass for what moves.
    void advance(double seconds);
    /// True while something moves: the next frame will look different.
    [[nodiscard]] bool needs_animation() const {
        const bool searching = view_.side == SideTab::events && controls_.found.searching();
        return viz::needs_animation(view_) || searching || experiment_.live() ||
               starts_in_real_time();
    }
    /// Draws a frame and does what the person asked for in it; returns true where that was
    /// something, so that another frame is needed.
    bool frame(FrameMeans means);

private:
    // A run in real time has been asked for: how far it has come must be looked at.
    [[nodiscard]] bool starts_in_real_time() const {
        return experiment_.busy() && experiment_.scenario().clock == ClockKind::steady_clock;
    }
    void open(const lessons::Lesson& lesson);
    void open(Scenario scenario);
    void show_new_film(const NewFilm& news);
    void show_grown_film();
    void tell_ending();
    void forget_ending();
    [[nodiscard]] double last_cursor() const { return static_cast<double>(film().beats.last()); }
    /// A recording or a Python program is brought in, and then stands where a lesson's run would;
    /// until then, and where it cannot be had, what shows goes on. A scenario is opened at once.
    /// While one is on its way, no other is opened.
    void open_file(const std::string& path);
    /// Says that one is on its way; false where none is.
    bool tell_loading();
    void begin_with_file(const std::string& file);
    bool collect_file();
    void stop_loading();
    void show_file(const std::string& file, const Loaded& loaded);
    /// Runs the program anew, as the scenario says now.
    void edit(Scenario scenario);
    [[nodiscard]] const std::shared_ptr<const Film>& shown_film() const {
        return file_.empty() ? experiment_.film() : file_film_;
    }
    bool holds_back(const Intent& intent);
    bool handle_part(const Intent& intent);
    void go_to_part(int index);
    bool handle_answer(const KeyPress& press);
    [[nodiscard]] const lessons::Part& shown_part() const;
    void move_worlds();
    [[nodiscard]] Take take() const;
    // What is done to the program; false where the intent is none of these.
    bool touch(const Intent& intent);
    void act(const Touch& wish);
    void act_live(const Touch& wish);
    bool look_at_live_run();
    void follow_live_run(double seconds);
    void drag(const DragTouch& wish);
    void toggle_comparison();
    [[nodiscard]] std::vector<Rival> rivals() const;
    void follow_rival();
    void compare_with_rival();
    void save_scenario(const std::string& path);
    void save_listing(const std::string& path);
    void tell_saved(const std::string& path, const std::string& problem);
    void open_scenario(const std::string& path);
    void build(const std::string& program);
    [[nodiscard]] const Sandbox* sandbox();
    /// What is in the sandbox now or, while another lesson is open, what was.
    [[nodiscard]] std::string last_sandbox() const;
    [[nodiscard]] Scenario with_last_sandbox(Scenario scenario) const;
    [[nodiscard]] double cursor() const;

    // What the last frame showed; when it changes, the panels scroll to where things happen.
    struct Seen {
        double position = -1;
        float scale = 0;
        float width = 0;
        float height = 0;
        Listing listing = Listing::python;
        SideTab side = SideTab::console;
        std::string filter;
        std::uint8_t groups = 0;
        Building building;
        friend bool operator==(const Seen&, const Seen&) = default;
    };

    View view_;
    std::optional<Language> chosen_language_;
    float first_scale_ = 1;
    bool has_chinese_ = true;
    bool quits_ = false;
    bool full_screen_asked_ = false;
    bool plays_when_ready_ = true;  // unless the person touches the transport before
    std::string ending_;            // the error with which the run on screen ends, or empty
    std::string told_ending_;       // what has been said of it
    bool at_ending_ = false;        // the cursor is there
    int scroll_lesson_ = 0;
    std::optional<int> part_to_go_to_;  // when the run that it needs is there
    Lecture lecture_;
    const lessons::Lesson* lesson_ = nullptr;
    std::shared_ptr<const lessons::Program> program_;
    World now_;
    World next_;
    World live_;             // at the end of a run that goes on
    double not_looked_ = 0;  // seconds since that was looked at
    Seen seen_;
    ControlsState controls_;
    std::string file_;           // the recording that is shown; empty: a lesson's run is
    bool reading_file_ = false;  // with which the window has begun
    std::shared_ptr<const Film> file_film_ = empty_film();
    lessons::Lesson of_file_{};  // stands for the lesson where a file names none
    int last_lesson_ = 0;        // the one to remember while a file is shown
    Experiment experiment_;
    std::string sandbox_text_;  // of which `sandbox_` is the program
    Sandbox sandbox_;
    std::string last_sandbox_;                // the one to remember while another lesson is open
    std::shared_ptr<const Film> rival_film_;  // what is compared with; null: nothing, or not yet
    std::optional<Scenario> rival_asked_;
    std::vector<Difference> differences_;                      // between the film and the rival's
    std::tuple<const Film*, const Film*, Language> compared_;  // of which these are
    Runner rival_runner_;
    Exporter exporter_;
    Loader loader_;
};

}  // namespace coroscope::viz
