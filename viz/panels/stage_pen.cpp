#include "viz/panels/stage_pen.hpp"

#include <algorithm>

namespace coroscope::viz {

void draw_frame(LanePen& pen) {
    const Rect frame = to_rect(pen.lane.frame).inset(pen.canvas.px(2));
    const float radius = pen.canvas.px(12);
    const Theme& theme = pen.canvas.theme();
    if (pen.status.blocked && pen.loop == nullptr) {
        // It holds up nobody but itself: a quiet frame.
        pen.canvas.box(frame, theme.panel, theme.look(Look::blocked).edge, radius, 2);
    } else if (pen.status.blocked) {
        const StateLook& look = theme.look(Look::blocked);
        pen.canvas.look(frame, look, radius, 2.5f);
        // Header and titles stand on one plate: no text on the hatch.
        const float bottom = pen.lane.row ? pen.lane.header.bottom() : pen.lane.titles.bottom();
        const Rect plate{{pen.lane.header.x, pen.lane.header.y}, {pen.lane.header.right(), bottom}};
        pen.canvas.fill(plate.inset(-pen.canvas.px(5), 0), theme.panel, pen.canvas.px(7));
    } else if (pen.scene.to.lanes.size() > 1) {
        const bool free = pen.status.look == Look::running && !pen.status.quiet;
        pen.canvas.box(frame, theme.panel,
                       free ? theme.look(Look::running).edge : theme.control_edge, radius, 1.5f);
    }
}

bool occupied(const StageScene& scene, std::size_t lane, Place place) {
    for (const StageLayout* layout : {&scene.from, &scene.to})
        for (const Overflow& overflow : layout->overflows)
            if (overflow.lane == lane && overflow.place == place) return true;
    return std::any_of(scene.tokens.begin(), scene.tokens.end(), [&](const Moving& token) {
        const Token& at = token.mix < 0.5f ? token.now : token.next;
        return at.lane == lane && at.place == place && token.alpha > 0.2f;
    });
}

}  // namespace coroscope::viz
