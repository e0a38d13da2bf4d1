// A headless bench for panels: a Dear ImGui context with the real fonts, fed by hand.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "viz/app/app.hpp"
#include "viz/panels/frame.hpp"

namespace coroscope::viz {

/// One ImGui context of that size. Fonts are built once for each scale and shared.
class Bench {
public:
    Bench(ImVec2 size, float wanted_scale, bool presenting = false);
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;
    ~Bench();

    [[nodiscard]] FrameMeans means(TextLog* log = nullptr) const;
    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] const Fonts& fonts() const;

    /// A frame in which `draw` is called between NewFrame and Render.
    void frame(const std::function<void()>& draw);
    /// The same with a canvas on the whole display.
    void canvas_frame(const std::function<void(Canvas&)>& draw, TextLog* log = nullptr);
    /// A frame of the app.
    void frame(App& app, TextLog* log = nullptr);

    void move_mouse(ImVec2 position);
    void press_mouse(bool down);
    /// A click as the person makes it: move there, press, release, each seen by a frame.
    void click(App& app, ImVec2 position);

private:
    ImVec2 size_;
    float scale_;
    PatternTextures patterns_;
    ImGuiContext* context_;
};

/// An app with a lesson whose program has run; stopped at the beginning.
std::unique_ptr<App> app_with_lesson(int number, Language language = Language::english);

/// Lets the app take over its run, which takes a moment on another thread.
void wait_for_run(App& app);

/// The centre of the first text on screen that is, or begins with, that string; fails the test
/// where there is none.
ImVec2 place_of(const TextLog& log, std::string_view text);

}  // namespace coroscope::viz
