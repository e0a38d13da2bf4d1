#include "viz/panels/popover.hpp"

#include <algorithm>
#include <utility>

namespace coroscope::viz {

ImDrawList& Popover::begin(const char* id, ImVec2 window) {
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

Popover::Popover(const Canvas& below, const char* id, ImVec2 window, const Rect& place)
    : canvas_(below.on(begin(id, window))) {
    if (canvas_.log() != nullptr) {
        layer_ = std::exchange(canvas_.log()->layer, 3);
    }
    canvas_.shadow(place, canvas_.px(8));
    canvas_.box(place, canvas_.theme().tooltip, canvas_.theme().control_edge, canvas_.px(8));
    const bool clicked = ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1);
    dismissed_ = clicked && !place.contains(ImGui::GetIO().MousePos);
}

Popover::~Popover() {
    if (canvas_.log() != nullptr) {
        canvas_.log()->layer = layer_;
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

Rect Popover::within(ImVec2 window, ImVec2 corner, float width, float height, float margin) {
    const float x = std::clamp(corner.x, margin, std::max(margin, window.x - width - margin));
    const float y = std::clamp(corner.y, margin, std::max(margin, window.y - height - margin));
    return snapped(Rect::sized(x, y, width, height));
}

}  // namespace coroscope::viz
