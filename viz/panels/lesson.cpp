#include "viz/panels/lesson.hpp"

#include <algorithm>
#include <utility>

#include "viz/panels/choices.hpp"
#include "viz/panels/foresight.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/lesson_text.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

using lessons::Part;
using lessons::PartKind;

// What a dot says of its part: here, reached, done.
void draw_dot(Canvas& canvas, const Rect& place, const Scene& scene, int index, bool offered) {
    const Theme& theme = canvas.theme();
    const Part& part = scene.lesson.parts[static_cast<std::size_t>(index)];
    const PartProgress progress = progress_of(scene, index);
    const bool here = index == scene.view.part;
    const ImU32 ink = here ? theme.accent : theme.muted;
    const ImVec2 centre = place.centre();
    switch (part.kind) {
        case PartKind::step:
        case PartKind::myth:
            canvas.disc(centre, canvas.px(here ? 10.0f : 7.0f) / 2, ink);
            break;
        case PartKind::try_this: {
            const bool done = progress.stages >= stages_of(part);
            icon(canvas, done ? Icon::check : Icon::flag, centre, canvas.px(13),
                 done ? theme.look(Look::running).text : ink);
            break;
        }
        case PartKind::question: {
            const bool answered = progress.answer >= 0;
            const bool right =
                answered && part.options[static_cast<std::size_t>(progress.answer)].right;
            icon(canvas,
                 !answered ? Icon::question
                 : right   ? Icon::check
                           : Icon::cross,
                 centre, canvas.px(12),
                 !answered ? ink : theme.look(right ? Look::running : Look::cancelled).text);
            break;
        }
    }
    if (offered) {
        ring(canvas, centre, canvas.px(9), canvas.px(2), 1, theme.accent, theme.accent);
    }
    if (here) {
        canvas.fill(place.bottom(canvas.px(2)).inset(canvas.px(2), 0), theme.accent);
    }
}

void draw_header(Controls& controls, const Rect& header, const Scene& scene, int offered,
                 Intents& intents) {
    Canvas& canvas = controls.canvas();
    const int pages = page_count(scene.lesson);
    Rect row = header.inset(canvas.px(8), canvas.px(4));
    const float button = canvas.px(30);
    const ButtonStyle next{
        .quiet = true, .icon = Icon::chevron_right, .tip = scene.word(Str::next_part)};
    if (controls.button("next part", snapped(row.right(button)), "", next)) {
        intents.emplace_back(TurnPart{1});
    }
    row = row.without_right(button);
    const ButtonStyle back{
        .quiet = true, .icon = Icon::chevron_left, .tip = scene.word(Str::last_part)};
    if (controls.button("last part", snapped(row.right(button)), "", back)) {
        intents.emplace_back(TurnPart{-1});
    }
    row = row.without_right(button + canvas.px(8));
    const float side = std::min(canvas.px(26), std::floor(row.width() / static_cast<float>(pages)));
    for (int i = 0; i < pages; ++i) {
        const Rect place = snapped(row.left(side));
        const std::string id = "part " + std::to_string(i);
        const Controls::Response response = controls.area(id.c_str(), place);
        if (response.hovered) {
            canvas.fill(place, canvas.theme().control_hover, canvas.px(5));
            const Part& part = scene.lesson.parts[static_cast<std::size_t>(i)];
            const bool hidden =
                scene.view.prediction.on &&
                leads_ahead(GoToPart{i}, scene.view, scene.lesson, scene.part_beats);
            if (!hidden) tooltip(canvas, plain_line(in(scene.view.language, part.heading)));
        }
        draw_dot(canvas, place, scene, i, i == offered);
        if (response.focused) {
            controls.focus_ring(place.inset(canvas.px(3)), canvas.px(5));
        }
        if (response.pressed) {
            intents.emplace_back(GoToPart{i});
        }
        row = row.without_left(side);
    }
}

// The blocks of a part as Markdown gives them, with its kind in front.
std::vector<Block> blocks_of(const Scene& scene, const Part& part, bool with_text) {
    std::string markdown;
    markdown += "## ";
    if (part.kind == PartKind::try_this) {
        markdown += scene.word(Str::try_this);
    }
    markdown += std::string{in(scene.view.language, part.heading)} + "\n\n";
    if (with_text) {
        markdown += in(scene.view.language, part.text);
    }
    return parse_markdown(markdown);
}

std::vector<Block> blocks_after(const Scene& scene, const Part& part,
                                const PartProgress& progress) {
    const Language language = scene.view.language;
    if (part.kind == PartKind::try_this) {
        const std::size_t all = stages_of(part);
        if (progress.stages >= all) {
            return parse_markdown("> **✓** " + std::string{in(language, part.after)});
        }
        return all < 2 ? std::vector<Block>{}
                       : parse_markdown("> " +
                                        tr(language, Str::stages_done,
                                           {std::to_string(progress.stages), std::to_string(all)}));
    }
    if (part.kind == PartKind::question && progress.answer >= 0) {
        const bool right = part.options[static_cast<std::size_t>(progress.answer)].right;
        return parse_markdown(
            "> **" + std::string{scene.word(right ? Str::answer_right : Str::answer_wrong)} +
            "** " + std::string{in(language, part.text)});
    }
    return {};
}

struct Page {
    std::vector<Block> blocks;
    std::vector<std::string> choices;
    ChoiceList list;
    std::vector<Block> after;

    [[nodiscard]] float height(const Canvas& canvas, float width, const TextSizes& sizes) const {
        float sum = text_height(canvas, blocks, width, sizes);
        if (!choices.empty()) {
            sum += canvas.px(10) + choices_height(canvas, list, width, sizes);
        }
        return sum + (after.empty() ? 0 : text_height(canvas, after, width, sizes));
    }
};

Page page_of(const Scene& scene, int index, const PartProgress& progress) {
    const Part& part = scene.lesson.parts[static_cast<std::size_t>(index)];
    Page page;
    page.blocks = blocks_of(scene, part, part.kind != PartKind::question);
    for (const lessons::Option& option : part.options) {
        page.choices.emplace_back(in(scene.view.language, option.text));
        if (progress.answer >= 0 && option.right) {
            page.list.right = static_cast<int>(page.choices.size()) - 1;
        }
    }
    page.list.taken = progress.answer;
    page.after = blocks_after(scene, part, progress);
    return page;
}

TextSizes sizes_for(const Canvas& canvas, const Page& page, float width, float height) {
    for (const TextSizes& sizes : all_text_sizes()) {
        if (page.height(canvas, width, sizes) <= height) {
            return sizes;
        }
    }
    return all_text_sizes().back();
}

constexpr float page_margin = 16;  // at both sides, in design pixels
constexpr float page_top = 12;
constexpr float page_bottom = 8;
constexpr float strip_height = 40;

bool reads_step(const Scene& scene) {
    return scene.lesson.parts[static_cast<std::size_t>(scene.view.part)].kind == PartKind::step;
}

void draw_page(Controls& controls, const Rect& area, const Scene& scene, int scroll,
               Intents& intents) {
    Page page = page_of(scene, scene.view.part, progress_of(scene, scene.view.part));
    page.list.texts = page.choices;
    const std::string id = std::string{scene.lesson.slug} + "/" + std::to_string(scene.view.part);
    ScrollArea region{controls.canvas(), id.c_str(), area};
    Canvas& canvas = region.canvas();
    const float margin = canvas.px(page_margin);
    const float top = canvas.px(page_top);
    const float room = area.height() - top - canvas.px(page_bottom);
    float width = region.view().width() - 2 * margin + canvas.px(6);
    const TextSizes sizes = sizes_for(canvas, page, width, room);
    if (page.height(canvas, width, sizes) > room) {
        width = region.text_view().width() - margin;
    }
    const ImVec2 origin = region.origin();
    const Rect seen = region.view().inset(0, canvas.px(3));
    float y = origin.y + top;
    y += draw_blocks(canvas, seen, {origin.x + margin, y}, width, page.blocks, sizes);
    if (!page.choices.empty()) {
        Controls inner{canvas, controls.state()};
        y += canvas.px(10);
        const int pressed = draw_choices(inner, {origin.x + margin, y}, width, page.list, sizes);
        y += choices_height(canvas, page.list, width, sizes);
        if (pressed >= 0 && page.list.taken < 0) {
            intents.emplace_back(AnswerQuestion{pressed});
        }
    }
    y += draw_blocks(canvas, seen, {origin.x + margin, y}, width, page.after, sizes);
    const float height = y - origin.y + canvas.px(page_bottom);
    region.content(height);
    if (scroll != 0) {
        region.scroll_by(static_cast<float>(scroll) * canvas.line_height());
    }
}

// A strip that offers the step which the cursor has reached.
void draw_offer(Controls& controls, const Rect& strip, const Scene& scene, int offered,
                Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Part& part = scene.lesson.parts[static_cast<std::size_t>(offered)];
    const std::string heading = plain_line(in(scene.view.language, part.heading));
    const ButtonStyle style{.chosen = true, .icon = Icon::chevron_right, .align = Align::left};
    if (controls.button("offered part", snapped(strip.inset(canvas.px(8), canvas.px(4))),
                        std::to_string(offered + 1) + "  " + heading, style)) {
        intents.emplace_back(ShowPart{offered});
    }
}

// A strip that says of the page that this run has not got its moment, and goes to one that has.
void draw_missing(Controls& controls, const Rect& strip, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Rect place = snapped(strip.inset(canvas.px(8), canvas.px(4)));
    if (!scene.can_touch()) {
        canvas.text(place.inset(canvas.px(8), 0), scene.word(Str::part_missing),
                    {.size = type::small, .colour = canvas.theme().muted});
        return;
    }
    const ButtonStyle style{.icon = Icon::chevron_right, .align = Align::left};
    if (controls.button("missing part", place, scene.word(Str::part_missing_go), style)) {
        intents.emplace_back(GoToPart{scene.view.part});
    }
}

// What was believed, and what the class has just seen instead.
std::vector<Block> myth_blocks(const Scene& scene, const Part& myth, bool named) {
    std::string markdown;
    if (named) {
        markdown = "**" + std::string{scene.word(Str::myth_busted)} + " " +
                   plain_line(in(scene.view.language, myth.heading)) + "** · ";
    }
    return parse_markdown(markdown + std::string{in(scene.view.language, myth.text)});
}

constexpr TextSizes myth_sizes{type::heading, type::small, type::small, 1.4f};

// The card of a misconception, as wide as the panel.
struct MythCard {
    std::vector<Block> blocks;
    float width = 0;   // of its text
    float height = 0;  // of all

    MythCard() = default;
    MythCard(const Canvas& canvas, float panel, std::vector<Block> text)
        : blocks(std::move(text)),
          width(panel - canvas.px(40)),
          height(text_height(canvas, blocks, width, myth_sizes) + canvas.px(22)) {}
};

// What stands below the page.
struct Foot {
    MythCard myth;
    float strip = 0;  // height of the strip that offers a step, or misses this one; 0: none

    [[nodiscard]] float height() const { return myth.height + strip; }
};

// The foot that leaves the page its room: where it is short, the misconception goes without its
// name if the stage's header has it, then the strip goes, as what it offers its dot offers too.
Foot foot_for(const Canvas& canvas, float width, float room, const Scene& scene, bool with_strip,
              bool with_stage) {
    const float full = with_strip ? canvas.px(strip_height) : 0;
    const Part* myth = myth_at_cursor(scene);
    if (myth == nullptr) {
        return {{}, full};
    }
    Foot foot;
    for (const auto& [named, strip] :
         {std::pair{true, full}, std::pair{!with_stage, full}, std::pair{!with_stage, 0.0f}}) {
        foot = {{canvas, width, myth_blocks(scene, *myth, named)}, strip};
        if (foot.height() <= room) {
            break;
        }
    }
    return foot;
}

// The width of a page's text in a panel of that width, where it does not scroll.
float inner_width(const Canvas& canvas, float width) {
    return width - canvas.px(ScrollArea::bar) - 2 * canvas.px(page_margin) + canvas.px(6);
}

// The height of the page that is turned to in its smallest letters, with its margins.
float least_page_height(const Canvas& canvas, float width, const Scene& scene) {
    if (scene.view.part < 0 || scene.view.part >= page_count(scene.lesson)) {
        return 0;
    }
    Page page = page_of(scene, scene.view.part, progress_of(scene, scene.view.part));
    page.list.texts = page.choices;
    return canvas.px(page_top + page_bottom) +
           page.height(canvas, inner_width(canvas, width), all_text_sizes().back());
}

void draw_myth(Canvas& canvas, const Rect& place, const MythCard& myth) {
    const Rect card = snapped(place.inset(canvas.px(8), canvas.px(4)));
    canvas.fill(card, canvas.theme().warning_fill, canvas.px(6));
    draw_blocks(canvas, card, {card.min.x + canvas.px(12), card.min.y + canvas.px(7)}, myth.width,
                myth.blocks, myth_sizes);
}

}  // namespace

float lesson_height(const Canvas& canvas, float width, const Scene& scene, bool with_stage) {
    const float inside = width - 2;  // of the panel's edge
    const float page = least_page_height(canvas, inside, scene);
    if (page == 0) {
        return 0;
    }
    // Of the strip and a misconception the one has room, the other takes its place.
    const float strip = reads_step(scene) ? canvas.px(strip_height) : 0;
    const float foot = foot_for(canvas, inside, 0, scene, false, with_stage).height();
    return canvas.px(header_height + 3) + page + std::max(strip, foot);
}

float whole_lesson_height(const Canvas& canvas, float width, const Scene& scene) {
    const float inside = width - 2;  // of the panel's edge
    const float inner = inner_width(canvas, inside);
    const std::span<const TextSizes> sizes = all_text_sizes();
    float pages = 0;
    float smallest = 0;  // of a step
    float foot = canvas.px(strip_height);
    for (std::size_t index = 0; index < scene.lesson.parts.size(); ++index) {
        const Part& part = scene.lesson.parts[index];
        if (part.kind == PartKind::myth) {
            const MythCard card{canvas, inside, myth_blocks(scene, part, false)};
            foot = std::max(foot, card.height);
            continue;
        }
        const PartProgress all{.stages = stages_of(part), .answer = 0};
        Page page = page_of(scene, static_cast<int>(index), all);
        page.list.texts = page.choices;
        const bool step = part.kind == PartKind::step;
        const float strip = step ? canvas.px(strip_height) : 0;
        pages = std::max(pages, page.height(canvas, inner, step ? sizes[1] : sizes[2]) + strip);
        if (step) smallest = std::max(smallest, page.height(canvas, inner, sizes.back()));
    }
    return canvas.px(header_height + 3 + page_top + page_bottom) + std::max(pages, smallest + foot);
}

void draw_lesson(Controls& controls, const Rect& area, const Scene& scene, int scroll,
                 bool with_stage, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect inside = panel_frame_bare(canvas, area);
    const int reached = step_at_cursor(scene);
    const int offered = reached == scene.view.part ? -1 : reached;
    draw_header(controls, area.top(canvas.px(header_height)), scene, offered, intents);
    const float room = inside.height() - least_page_height(canvas, inside.width(), scene);
    const bool offers = offered >= 0 && reads_step(scene);
    const Foot foot = foot_for(canvas, inside.width(), room, scene,
                               offers || reads_of_other_run(scene), with_stage);
    if (foot.myth.height > 0) {
        draw_myth(canvas, inside.bottom(foot.myth.height), foot.myth);
        inside = inside.without_bottom(foot.myth.height);
    }
    if (foot.strip > 0) {
        const Rect strip = inside.bottom(foot.strip);
        if (offers) {
            draw_offer(controls, strip, scene, offered, intents);
        } else {
            draw_missing(controls, strip, scene, intents);
        }
        inside = inside.without_bottom(foot.strip);
    }
    const auto pages = page_count(scene.lesson);
    if (scene.view.part >= 0 && scene.view.part < pages) {
        draw_page(controls, inside, scene, scroll, intents);
    }
}

}  // namespace coroscope::viz
