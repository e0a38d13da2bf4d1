#include "viz/panels/lesson_caption.hpp"

#include <algorithm>
#include <string>

#include "viz/panels/captions.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/lesson_runs.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// What is told: the title and the steps, without the questions and their answers.
std::string text_of(const lessons::Lesson& lesson, Language language) {
    std::string text = "# ";
    text += language == Language::chinese ? lesson.title_zh : lesson.title_en;
    for (const lessons::Part& part : lesson.parts) {
        if (part.kind == lessons::PartKind::step) {
            text += "\n\n## ";
            text += in(language, part.heading);
            text += "\n\n";
            text += in(language, part.text);
        }
    }
    return text + "\n";
}

std::string_view title_of(const lessons::Lesson& lesson, Language language) {
    return language == Language::chinese ? lesson.title_zh : lesson.title_en;
}

// The section's name at the left, in as many lines as it needs.
void draw_heading(Canvas& canvas, const Rect& place, std::string_view heading) {
    TextStyle style{.face = Face::bold, .colour = canvas.theme().accent};
    for (const float size : {type::heading, type::body, type::small}) {
        style.size = size;
        const auto lines = wrap(canvas, heading, place.width(), style);
        const float height = canvas.line_height(style) * static_cast<float>(lines.size());
        if (height > place.height() && size != type::small) continue;
        const float above = std::max(0.0f, std::floor((place.height() - height) / 2));
        paragraph(canvas, place.without_top(above), heading, style);
        return;
    }
}

// The words at the largest size at which they fit, from the top to the bottom of the strip.
void draw_words(Canvas& canvas, const Rect& place, const Block& block) {
    Block told = block;
    if (block.kind == BlockKind::item) {
        const std::string mark = block.number > 0 ? std::to_string(block.number) + ". " : "• ";
        told.runs.insert(told.runs.begin(), {RunStyle::plain, mark});
    }
    for (const float size : {type::title, type::heading, type::body, type::small, type::tiny}) {
        const Face face = block.kind == BlockKind::code ? Face::mono : Face::ui;
        const std::vector<RichRun> runs =
            styled(told, {.face = face, .size = size}, canvas.theme());
        const std::vector<RichLine> lines = flow(canvas, runs, place.width());
        const float line = std::round(size * 1.42f * canvas.scale());
        const float height = line * static_cast<float>(lines.size());
        if (height > place.height() && size != type::tiny) continue;
        const float above = std::max(0.0f, std::floor((place.height() - height) / 2));
        draw_rich(canvas, {place.min.x, place.min.y + above}, runs, lines, line);
        return;
    }
}

}  // namespace

TurnToCaption caption_beside(const lessons::Lesson& lesson, const View& view, int direction) {
    const std::size_t count = captions_of(text_of(lesson, view.language)).size();
    if (direction < 0) return {view.caption > 0 ? view.caption - 1 : 0};
    return {std::min(view.caption + 1, count > 0 ? count - 1 : 0)};
}

void draw_lesson_caption(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents) {
    const std::vector<Caption> captions = captions_of(text_of(scene.lesson, scene.view.language));
    if (area.empty() || captions.empty()) {
        return;
    }
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const std::size_t index = std::min(scene.view.caption, captions.size() - 1);
    const Caption& caption = captions[index];
    canvas.box(area, theme.panel, theme.edge, canvas.px(8));
    const ImU32 bar = caption.block.quoted ? theme.look(Look::waiting).edge : theme.accent;
    canvas.fill(area.left(canvas.px(5)), bar, canvas.px(2));
    const auto container = canvas.container(area);

    Rect rest = area.inset(canvas.px(18), canvas.px(5));
    const std::string page = tr(scene.view.language, Str::caption_of,
                                {std::to_string(index + 1), std::to_string(captions.size())});
    const float button = canvas.px(34);
    const float number = canvas.px(64);
    Rect pager = rest.right(2 * button + number);
    const auto turn = [&](const char* id, Rect place, Icon icon, Str tip, int direction) {
        const ButtonStyle style{.icon = icon, .tip = scene.word(tip)};
        if (controls.button(id, snapped(Rect::around(place.centre(), button)), "", style)) {
            intents.emplace_back(caption_beside(scene.lesson, scene.view, direction));
        }
    };
    turn("caption-back", pager.left(button), Icon::chevron_left, Str::caption_back, -1);
    turn("caption-on", pager.right(button), Icon::chevron_right, Str::caption_on, 1);
    canvas.text(pager.inset(button, 0), page,
                {.size = type::small, .colour = theme.muted, .align = Align::centre});
    rest = rest.without_right(pager.width() + canvas.px(20));

    const float left = std::round(std::clamp(area.width() * 0.17f, canvas.px(150), canvas.px(280)));
    const std::string_view heading =
        caption.heading.empty() ? title_of(scene.lesson, scene.view.language) : caption.heading;
    draw_heading(canvas, rest.left(left), heading);
    rest = rest.without_left(left + canvas.px(18));
    canvas.fill({{rest.min.x - canvas.px(10), rest.min.y + canvas.px(6)},
                 {rest.min.x - canvas.px(9), rest.max.y - canvas.px(6)}},
                theme.edge);
    draw_words(canvas, rest.without_left(canvas.px(6)), caption.block);
}

}  // namespace coroscope::viz
