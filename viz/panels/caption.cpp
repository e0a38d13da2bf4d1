#include "viz/panels/caption.hpp"

#include <array>

#include "viz/model/narration.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// On the way to the next beat that one is told; but while time passes, what is being waited for.
const World& told_world(const Scene& scene) {
    const bool moving = fraction_to_next(scene.film.beats, scene.view.playback.position) > 0;
    return moving && scene.next.t_ns == scene.now.t_ns ? scene.next : scene.now;
}

// The largest size at which the sentence fits.
TextStyle fitting(const Canvas& canvas, std::string_view sentence, const Rect& place) {
    TextStyle style;
    for (const float size : {type::title, type::heading, type::body, type::small, type::tiny}) {
        style.size = size;
        const auto lines = wrap(canvas, sentence, place.width(), style);
        if (canvas.line_height(style) * static_cast<float>(lines.size()) <= place.height()) {
            break;
        }
    }
    return style;
}

}  // namespace

float caption_height(const Canvas& canvas, const Scene& scene, bool compact) {
    return canvas.px(scene.view.presenting ? (compact ? 46.0f : 62.0f) : compact ? 44.0f : 58.0f);
}

void draw_caption(Canvas& canvas, const Rect& area, const Scene& scene) {
    const Theme& theme = canvas.theme();
    const std::string sentence =
        narrate(scene.film.recording, told_world(scene), scene.view.language);
    canvas.fill(area.top(canvas.px(1)), theme.edge);
    const Rect inner = area.without_top(canvas.px(1));
    const auto container = canvas.container(inner);
    const float mark = canvas.px(13);
    icon(canvas, Icon::play, {inner.min.x + canvas.px(20), inner.centre().y}, mark, theme.accent);
    Rect place = inner.without_left(canvas.px(36)).without_right(canvas.px(14));
    const TextStyle style = fitting(canvas, sentence, place);
    const auto lines = wrap(canvas, sentence, place.width(), style);
    const float height = canvas.line_height(style) * static_cast<float>(lines.size());
    place.min.y += std::max(0.0f, std::floor((place.height() - height) / 2));
    paragraph(canvas, place, sentence, style);
}

}  // namespace coroscope::viz
