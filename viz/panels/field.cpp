#include "viz/panels/field.hpp"

#include <imgui/imgui.h>
#include <imgui/imgui_stdlib.h>

namespace coroscope::viz {

bool text_field(Canvas& canvas, const char* id, const Rect& rect, std::string& text,
                std::string_view hint, bool focus) {
    const Theme& theme = canvas.theme();
    canvas.box(rect, theme.well, theme.control_edge, canvas.px(6));
    ImFont* font = canvas.fonts().field_font(text);
    ImGui::PushFont(font);
    const float above = std::max(0.0f, std::floor((rect.height() - font->FontSize) / 2));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {canvas.px(10), above});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
    ImGui::PushStyleColor(ImGuiCol_Text, theme.text);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, theme.accent_fill);
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::SetNextItemWidth(rect.width());
    if (focus) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool changed = ImGui::InputText((std::string{"##"} + id).c_str(), &text,
                                          ImGuiInputTextFlags_AutoSelectAll);
    const bool active = ImGui::IsItemActive();
    ImGui::PopStyleColor(3);
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
    if (active) {
        canvas.stroke(rect, theme.focus, canvas.px(6), 1.5f);
    }
    if (text.empty()) {
        canvas.text(rect.inset(canvas.px(10), 0), hint,
                    {.size = type::small, .colour = theme.muted});
    }
    return changed;
}

}  // namespace coroscope::viz
