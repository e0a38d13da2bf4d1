#include "viz/panels/overlay.hpp"

#include <utility>

namespace coroscope::viz {

ImDrawList& Overlay::begin(const char* id, ImVec2 window) {
    // As large as the display: what lies below does not feel the mouse.
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(window);
    ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoNav);
    return *ImGui::GetWindowDrawList();
}

Overlay::Overlay(const Canvas& below, const char* id, ImVec2 window, const Rect& place)
    : canvas_(below.on(begin(id, window))) {
    if (canvas_.log() != nullptr) {
        layer_ = std::exchange(canvas_.log()->layer, 2);
    }
    canvas_.list().PushClipRectFullScreen();
    canvas_.fill({{0, 0}, window}, with_alpha(canvas_.theme().background, 0.72f));
    canvas_.shadow(place, canvas_.px(10));
    canvas_.box(place, canvas_.theme().tooltip, canvas_.theme().control_edge, canvas_.px(10));
    dismissed_ =
        ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !place.contains(ImGui::GetIO().MousePos);
}

Overlay::~Overlay() {
    canvas_.list().PopClipRect();
    if (canvas_.log() != nullptr) {
        canvas_.log()->layer = layer_;
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace coroscope::viz
