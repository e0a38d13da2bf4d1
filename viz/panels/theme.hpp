// The colours of the window, and the one look of each state: a colour, a texture and a mark, so
// that nothing is told by colour alone. Based on the Okabe–Ito palette; the contrast of every pair
// that is used is tested (text at least 4.5:1, graphics at least 3:1).
#pragma once

#include <array>

#include <imgui/imgui.h>

#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// 0xRRGGBB as Dear ImGui has it.
constexpr ImU32 rgb(unsigned hex) {
    return 0xFF000000u | ((hex & 0xFFu) << 16) | (hex & 0xFF00u) | ((hex >> 16) & 0xFFu);
}
/// The colour with that opacity (0 … 1) of its own.
ImU32 with_alpha(ImU32 colour, float alpha);
/// `amount` = 0 gives `a`, 1 gives `b`.
ImU32 mix(ImU32 a, ImU32 b, float amount);
/// WCAG contrast of two opaque colours, 1 … 21.
double contrast(ImU32 a, ImU32 b);

enum class Pattern : unsigned char { none, stripes, dots, hatch };
inline constexpr int pattern_count = 4;

/// Small vector symbols (shapes.hpp draws them).
enum class Icon : unsigned char {
    none,
    play,
    pause,
    first,
    last,
    step_back,
    step_forward,
    check,
    cross,
    hourglass,
    circle,
    half_square,
    square,
    bang,
    chevron_left,
    chevron_right,
    chevron_down,
    chevron_up,
    half_moon,
    globe,
    bolt,
    person,
    dot,
    swap,
    screen,
    question,
    flag
};

/// What a task or thread looks like.
enum class Look : unsigned char {
    ready,
    running,
    waiting,
    done,
    failed,
    cancelled,
    destroyed,
    blocked,  ///< held by a blocking call: not a task's state but its thread's
};
inline constexpr int look_count = 8;
Look look_of(TaskState state);

struct StateLook {
    ImU32 fill = 0;     ///< inside of a bar or token
    ImU32 edge = 0;     ///< its border, and graphics on the panel (3:1)
    ImU32 ink = 0;      ///< text on the fill (4.5:1)
    ImU32 text = 0;     ///< text of that colour on the panel (4.5:1)
    ImU32 texture = 0;  ///< the pattern's colour, over the fill
    Pattern pattern = Pattern::none;
    Icon mark = Icon::none;
};

struct Theme {
    bool dark = true;
    ImU32 background = 0;  ///< behind the panels; also the clear colour
    ImU32 panel = 0;
    ImU32 well = 0;     ///< inside a panel: columns, code
    ImU32 edge = 0;     ///< hairlines (decoration only)
    ImU32 control = 0;  ///< buttons
    ImU32 control_hover = 0;
    ImU32 control_edge = 0;
    ImU32 text = 0;
    ImU32 muted = 0;        ///< labels, units: 4.5:1 on panel and well
    ImU32 faint = 0;        ///< the least that is still read: 4.5:1 too
    ImU32 ghost = 0;        ///< empty tracks, ticks: graphics only, 3:1 not needed
    ImU32 accent = 0;       ///< chosen, playing; 4.5:1 as text
    ImU32 accent_fill = 0;  ///< behind text in `accent_ink`
    ImU32 accent_ink = 0;
    ImU32 warning = 0;  ///< interrupts, notices
    ImU32 warning_fill = 0;
    ImU32 line_number = 0;  ///< of listings: 4.5:1 on highlighted lines too
    ImU32 focus = 0;        ///< the keyboard's ring
    ImU32 playhead = 0;
    ImU32 tooltip = 0;
    ImU32 shadow = 0;
    ImU32 running_line = 0;         ///< behind the running line of the listing
    ImU32 suspended_line = 0;       ///< behind lines at which tasks are suspended
    std::array<ImU32, 8> syntax{};  ///< by lessons::TokenKind
    std::array<StateLook, look_count> looks{};
    std::array<ImU32, 8> identity{};  ///< dots and names of tasks, 3:1 on panel and well

    [[nodiscard]] const StateLook& look(Look look) const {
        return looks[static_cast<std::size_t>(look)];
    }
    [[nodiscard]] const StateLook& look(TaskState state) const { return look(look_of(state)); }
    /// The colour by which a task is known everywhere; none (plain code) is grey.
    [[nodiscard]] ImU32 task(TaskId id) const {
        return id == 0 ? muted : identity[(id - 1) % identity.size()];
    }
};

/// The theme of that name. Static data.
const Theme& theme(ThemeName name);

}  // namespace coroscope::viz
