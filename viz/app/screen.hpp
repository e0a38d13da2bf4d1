// GLFW's window with its OpenGL context and Dear ImGui: their lifetime, the textures of fonts and
// patterns, and the keys, wheel turns and dropped files that we take ourselves.
//
// Thread rule: the main thread, except `wake`.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/app/screen_fonts.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/keys.hpp"

struct GLFWwindow;

namespace coroscope::viz {

class Screen {
public:
    /// Opens the window, of that size or (0) as large as the monitor, for the UI scale that the
    /// person has chosen (0: none). Throws UsageError with one line that says why it cannot.
    Screen(int width, int height, float chosen_scale);
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    ~Screen();

    /// The UI scale to begin with, from the monitor.
    [[nodiscard]] float first_scale() const;
    [[nodiscard]] ImVec2 size() const;
    /// The size to open with another time: 0, 0 where it fills the monitor.
    [[nodiscard]] std::pair<int, int> size_to_remember() const;
    [[nodiscard]] bool closing() const;
    void set_title(const std::string& title);
    void toggle_full_screen();

    /// Waits until something happens, or for so many seconds (0: only looks).
    void wait();
    void wait(double seconds);
    /// Makes a waiting `wait`, or the next one, return; from any thread. Without a screen, nothing.
    static void wake();

    /// The keys since the last call, and by how many steps Ctrl and the wheel changed the scale.
    std::vector<KeyPress> take_keys();
    int take_scale_steps();
    /// The files that were dropped on the window since the last call.
    std::vector<std::string> take_drops();

    /// Before a frame: builds fonts and patterns for that scale, where they are not.
    void prepare(float scale);
    /// True while something is about to have the keyboard or the mouse: what it is shows, and whose
    /// the keys are is known, only a frame later.
    [[nodiscard]] static bool settles();
    void begin_frame(ImU32 clear_colour);
    void end_frame();

    [[nodiscard]] const Fonts& fonts() const { return fonts_->fonts(); }
    [[nodiscard]] const PatternTextures& patterns() const { return patterns_; }
    [[nodiscard]] float scale() const { return scale_; }

private:
    void open_window(ImVec2 size, bool maximised);
    void start_imgui();
    void upload_patterns(float scale);
    static void on_key(GLFWwindow* window, int key, int scancode, int action, int modifiers);
    static void on_character(GLFWwindow* window, unsigned character);
    static void on_scroll(GLFWwindow* window, double dx, double dy);
    static void on_drop(GLFWwindow* window, int count, const char** paths);

    GLFWwindow* window_ = nullptr;
    std::optional<ScreenFonts> fonts_;
    PatternTextures patterns_;
    float scale_ = 0;
    std::vector<KeyPress> keys_;
    int scale_steps_ = 0;
    std::vector<std::string> drops_;
    int windowed_[4] = {0, 0, 1280, 720};  // place and size before full screen
};

}  // namespace coroscope::viz
