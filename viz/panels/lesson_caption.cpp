#include "viz/panels/lesson_caption.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "viz/panels/captions.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/lesson_runs.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// One thing to turn to: a caption of a step, or a whole task or question, which is told as a page.
struct Turn {
    TurnToCaption place;
    Caption caption;  // of a page: empty
};

std::vector<Turn> turns_of(const lessons::Lesson& lesson, Language language) {
    std::vector<Turn> turns;
    for (int part = 0; part < page_count(lesson); ++part) {
        const lessons::Part& each = lesson.parts[static_cast<std::size_t>(part)];
        if (each.kind != lessons::PartKind::step) {
            turns.push_back({{part, 0}, {}});
            continue;
        }
        std::string text = "## " + std::string{in(language, each.heading)} + "\n\n";
        text += in(language, each.text);
        std::size_t number = 0;
        for (Caption& caption : captions_of(text)) {
            turns.push_back({{part, number++}, std::move(caption)});
        }
    }
    return turns;
}

// Where among them the view has turned to: in another language a part may have fewer captions.
std::size_t turned_to(const std::vector<Turn>& turns, const View& view) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const TurnToCaption& place = turns[i].place;
        if (place.part == view.part && place.caption <= view.caption) found = i;
    }
    return found;
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
    const std::vector<Turn> turns = turns_of(lesson, view.language);
    if (turns.empty()) return {};
    const std::size_t here = turned_to(turns, view);
    if (direction < 0) return turns[here > 0 ? here - 1 : 0].place;
    return turns[std::min(here + 1, turns.size() - 1)].place;
}

void draw_lesson_caption(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents) {
    const std::vector<Turn> turns = turns_of(scene.lesson, scene.view.language);
    if (area.empty() || turns.empty()) {
        return;
    }
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const std::size_t index = turned_to(turns, scene.view);
    const Caption& caption = turns[index].caption;
    canvas.box(area, theme.panel, theme.edge, canvas.px(8));
    const ImU32 bar = caption.block.quoted ? theme.look(Look::waiting).edge : theme.accent;
    canvas.fill(area.left(canvas.px(5)), bar, canvas.px(2));
    const auto container = canvas.container(area);

    Rect rest = area.inset(canvas.px(18), canvas.px(5));
    const std::string page = tr(scene.view.language, Str::caption_of,
                                {std::to_string(index + 1), std::to_string(turns.size())});
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
    Block words = caption.block;
    if (reads_of_other_run(scene)) {
        words.runs.insert(words.runs.begin(), {RunStyle::bold, scene.word(Str::caption_missing)});
    }
    draw_words(canvas, rest.without_left(canvas.px(6)), words);
}

}  // namespace coroscope::viz
