#include "viz/app/screen.hpp"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

#define GLAD_GL_IMPLEMENTATION
#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>

#include "viz/app/execute.hpp"
#include "viz/app/keys.hpp"
#include "viz/panels/layout.hpp"
#include "viz/panels/patterns.hpp"

namespace coroscope::viz {

namespace {

// GLFW says why something failed only to a callback.
std::string& last_problem() {
    static std::string problem;
    return problem;
}

[[noreturn]] void fail(const std::string& what) {
    const std::string reason = last_problem().empty() ? "" : " (" + last_problem() + ")";
    throw UsageError{what + reason + ": 'coroscope run' plays a lesson in text"};
}

// GLFW may be woken only between its beginning and its end.
std::mutex wake_mutex;
bool may_be_woken = false;

void let_be_woken(bool may) {
    const std::lock_guard lock{wake_mutex};
    may_be_woken = may;
}

constexpr int least_window_width = 640;
constexpr int least_window_height = 400;

// The size to open the window with: the wanted one, at most what the monitor holds; 0: all of that.
ImVec2 size_to_open(int wanted_width, int wanted_height) {
    int x = 0;
    int y = 0;
    int width = 1280;
    int height = 720;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    }
    if (wanted_width > 0 && wanted_height > 0) {
        width = std::min(width, wanted_width);
        height = std::min(height, wanted_height);
    }
    return {static_cast<float>(std::max(width, least_window_width)),
            static_cast<float>(std::max(height, least_window_height))};
}

// The scale to begin with on the primary monitor, where its content is scaled so much.
float scale_on_monitor(ImVec2 window, float content_scale) {
    ImVec2 pixels = window;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        if (const GLFWvidmode* mode = glfwGetVideoMode(monitor)) {
            pixels = {static_cast<float>(mode->width), static_cast<float>(mode->height)};
        }
    }
    return viz::first_scale(pixels, content_scale);
}

// What the window will be drawn with, as far as it is known before there is one.
float likely_scale(ImVec2 window, float chosen) {
    float x = 1;
    float y = 1;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorContentScale(monitor, &x, &y);
    }
    return effective_scale(window, chosen > 0 ? chosen : scale_on_monitor(window, std::max(x, y)));
}

}  // namespace

Screen::Screen(int width, int height, float chosen_scale) {
    glfwSetErrorCallback([](int, const char* text) { last_problem() = text; });
    if (glfwInit() == GLFW_FALSE) {
        fail("there is no display for a window");
    }
    try {
        const ImVec2 size = size_to_open(width, height);
        fonts_.emplace(likely_scale(size, chosen_scale));
        open_window(size, width <= 0 || height <= 0);
        fonts_->wait();
        start_imgui();
        let_be_woken(true);
    } catch (...) {
        glfwTerminate();
        throw;
    }
}

void Screen::open_window(ImVec2 size, bool maximised) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    // What is drawn later lies on top: of depth nothing needs to be kept.
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_MAXIMIZED, maximised ? GLFW_TRUE : GLFW_FALSE);
    window_ = glfwCreateWindow(static_cast<int>(size.x), static_cast<int>(size.y), "coroscope",
                               nullptr, nullptr);
    if (window_ == nullptr) {
        fail("the window cannot be opened");
    }
    glfwSetWindowSizeLimits(window_, least_window_width, least_window_height, GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    glfwMakeContextCurrent(window_);
    if (gladLoadGL(glfwGetProcAddress) == 0) {
        fail("OpenGL 3.3 is not there");
    }
    glfwSwapInterval(1);
    glfwSetWindowUserPointer(window_, this);
    // Before Dear ImGui installs its own, which call these.
    glfwSetKeyCallback(window_, on_key);
    glfwSetCharCallback(window_, on_character);
    glfwSetScrollCallback(window_, on_scroll);
    glfwSetDropCallback(window_, on_drop);
}

void Screen::start_imgui() {
    ImFontAtlas none;  // the backend makes a texture of whatever there is as it starts
    ImGui::CreateContext(&none);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui::GetStyle().CircleTessellationMaxError = 0.15f;
    ImGui::GetStyle().CurveTessellationTol = 0.6f;
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    io.Fonts = &fonts_->atlas();
}

Screen::~Screen() {
    let_be_woken(false);
    for (const ImTextureID texture : patterns_.texture) {
        const auto name = static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(texture));
        glDeleteTextures(1, &name);
    }
    fonts_->free_texture();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(window_);
    glfwTerminate();
}

float Screen::first_scale() const {
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return scale_on_monitor(size(), std::max(x, y));
}

ImVec2 Screen::size() const {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(window_, &width, &height);
    return {static_cast<float>(width), static_cast<float>(height)};
}

std::pair<int, int> Screen::size_to_remember() const {
    if (glfwGetWindowMonitor(window_) != nullptr ||
        glfwGetWindowAttrib(window_, GLFW_MAXIMIZED) == GLFW_TRUE) {
        return {0, 0};
    }
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    }
    const ImVec2 own = size();
    const std::pair<int, int> mine{static_cast<int>(own.x), static_cast<int>(own.y)};
    return mine == std::pair{width, height} ? std::pair{0, 0} : mine;
}

bool Screen::closing() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void Screen::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

void Screen::toggle_full_screen() {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (glfwGetWindowMonitor(window_) != nullptr || monitor == nullptr) {
        glfwSetWindowMonitor(window_, nullptr, windowed_[0], windowed_[1], windowed_[2],
                             windowed_[3], GLFW_DONT_CARE);
        return;
    }
    glfwGetWindowPos(window_, &windowed_[0], &windowed_[1]);
    glfwGetWindowSize(window_, &windowed_[2], &windowed_[3]);
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Screen::wait() { glfwWaitEvents(); }

void Screen::wait(double seconds) {
    if (seconds > 0) {
        glfwWaitEventsTimeout(seconds);
    } else {
        glfwPollEvents();
    }
}

void Screen::wake() {
    const std::lock_guard lock{wake_mutex};
    if (may_be_woken) {
        glfwPostEmptyEvent();
    }
}

std::vector<KeyPress> Screen::take_keys() { return std::exchange(keys_, {}); }

int Screen::take_scale_steps() { return std::exchange(scale_steps_, 0); }

std::vector<std::string> Screen::take_drops() { return std::exchange(drops_, {}); }

void Screen::on_key(GLFWwindow* window, int key, int, int action, int modifiers) {
    if (action == GLFW_RELEASE) {
        return;
    }
    auto& self = *static_cast<Screen*>(glfwGetWindowUserPointer(window));
    // What is typed into a text field is no command; Escape and most of what Ctrl goes with are.
    const bool typing = ImGui::GetIO().WantTextInput;
    const KeyPress press = key_press_of(key, modifiers);
    if (typing && !is_command_while_typing(press)) {
        return;
    }
    if (press.key != Key::none && (action == GLFW_PRESS || repeats(press.key))) {
        self.keys_.push_back(press);
    }
}

// The question mark is on another key of each keyboard: it is taken as a character.
void Screen::on_character(GLFWwindow* window, unsigned character) {
    if (character == '?' && !ImGui::GetIO().WantTextInput) {
        static_cast<Screen*>(glfwGetWindowUserPointer(window))->keys_.push_back({Key::question});
    }
}

void Screen::on_scroll(GLFWwindow* window, double, double dy) {
    const bool control = glfwGetKey(window, GLFW_KEY_LEFT_CONTROL) == GLFW_PRESS ||
                         glfwGetKey(window, GLFW_KEY_RIGHT_CONTROL) == GLFW_PRESS;
    if (control && dy != 0) {
        static_cast<Screen*>(glfwGetWindowUserPointer(window))->scale_steps_ += dy > 0 ? 1 : -1;
    }
}

void Screen::on_drop(GLFWwindow* window, int count, const char** paths) {
    static_cast<Screen*>(glfwGetWindowUserPointer(window))->drops_.assign(paths, paths + count);
}

void Screen::prepare(float scale) {
    fonts_->prepare(scale);
    if (scale == scale_) {
        return;
    }
    upload_patterns(scale);
    scale_ = scale;
}

void Screen::upload_patterns(float scale) {
    const int period = pattern_period(scale);
    patterns_.period = static_cast<float>(period);
    for (int i = 0; i < pattern_count; ++i) {
        const auto pixels = pattern_tile(static_cast<Pattern>(i), period);
        ImTextureID& id = patterns_.texture[static_cast<std::size_t>(i)];
        auto name = static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(id));
        if (name == 0) {
            glGenTextures(1, &name);
        }
        glBindTexture(GL_TEXTURE_2D, name);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_REPEAT);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_REPEAT);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, period, period, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                     pixels.data());
        id = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
    }
}

bool Screen::settles() { return ImGui::IsAnyItemActive() && !ImGui::GetIO().WantTextInput; }

void Screen::begin_frame(ImU32 clear_colour) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    if (ImGui::GetIO().KeyCtrl) {
        ImGui::GetIO().MouseWheel = 0;  // Ctrl and the wheel are the UI scale
    }
    ImGui::NewFrame();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(clear_colour);
    glClearColor(colour.x, colour.y, colour.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

void Screen::end_frame() {
    ImGui::Render();
    fonts_->upload_new();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
}

}  // namespace coroscope::viz
