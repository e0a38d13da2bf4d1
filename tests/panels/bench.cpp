#include "tests/panels/bench.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

struct BuiltFonts {
    ImFontAtlas atlas;
    Fonts fonts{find_fonts()};
};

BuiltFonts& fonts_for(float scale) {
    static std::map<float, std::unique_ptr<BuiltFonts>> built;
    std::unique_ptr<BuiltFonts>& entry = built[scale];
    if (entry == nullptr) {
        entry = std::make_unique<BuiltFonts>();
        entry->fonts.build(entry->atlas, scale);
        // Distinct from the patterns' ids, or Dear ImGui would merge the draw commands.
        entry->atlas.SetTexID(reinterpret_cast<ImTextureID>(std::uintptr_t{100}));
    }
    return *entry;
}

// Set by the runner's thread when a run has finished.
struct Bell {
    std::mutex mutex;
    std::condition_variable rung;
    bool ringing = false;
};
Bell& bell() {
    static Bell instance;
    return instance;
}

void ring() {
    const std::lock_guard lock{bell().mutex};
    bell().ringing = true;
    bell().rung.notify_all();
}

}  // namespace

Bench::Bench(ImVec2 size, float wanted_scale, bool presenting)
    : size_(size), scale_(effective_scale(size, wanted_scale, presenting)) {
    context_ = ImGui::CreateContext(&fonts_for(scale_).atlas);
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = size;
    ImGui::GetIO().MousePos = {-1, -1};
    patterns_.period = static_cast<float>(pattern_period(scale_));
    for (std::uintptr_t i = 0; i < patterns_.texture.size(); ++i) {
        patterns_.texture[i] = reinterpret_cast<ImTextureID>(i + 1);
    }
}

Bench::~Bench() { ImGui::DestroyContext(context_); }

const Fonts& Bench::fonts() const { return fonts_for(scale_).fonts; }

FrameMeans Bench::means(TextLog* log) const { return {fonts(), patterns_, scale_, 0, log}; }

void Bench::frame(const std::function<void()>& draw) {
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    draw();
    ImGui::Render();
}

void Bench::canvas_frame(const std::function<void(Canvas&)>& draw, TextLog* log) {
    frame([&] {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(size_);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::Begin("bench", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
        Canvas canvas{
            *ImGui::GetWindowDrawList(), fonts(), theme(ThemeName::dark), patterns_, scale_, log};
        draw(canvas);
        ImGui::End();
        ImGui::PopStyleVar();
    });
}

void Bench::frame(App& app, TextLog* log) {
    frame([&] { app.frame(means(log)); });
}

void Bench::move_mouse(ImVec2 position) { ImGui::GetIO().MousePos = position; }

void Bench::press_mouse(bool down) { ImGui::GetIO().MouseDown[0] = down; }

void Bench::click(App& app, ImVec2 position) {
    move_mouse(position);
    frame(app);
    frame(app);
    press_mouse(true);
    frame(app);
    press_mouse(false);
    frame(app);
    move_mouse({-1, -1});
    frame(app);
}

std::unique_ptr<App> app_with_lesson(int number, Language language) {
    const WindowOptions options{.lesson = number, .language = language};
    auto app = std::make_unique<App>(options, true, 1.0f, ring);
    wait_for_run(*app);
    app->handle(GoToStart{});
    return app;
}

void wait_for_run(App& app) {
    // The bell may have rung for another app's run, so ask until it was this one.
    while (!app.collect()) {
        std::unique_lock lock{bell().mutex};
        const bool rang =
            bell().rung.wait_for(lock, std::chrono::seconds{60}, [] { return bell().ringing; });
        REQUIRE_MESSAGE(rang, "the program did not finish");
        bell().ringing = false;
    }
}

ImVec2 place_of(const TextLog& log, std::string_view text) {
    for (const TextRecord& record : log.texts) {
        if (record.text.starts_with(text)) {
            return record.rect.centre();
        }
    }
    FAIL("no text on screen begins with: " << std::string{text});
    return {};
}

}  // namespace coroscope::viz
