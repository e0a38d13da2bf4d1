#include "viz/panels/lesson.hpp"

#include <optional>

#include "viz/panels/lesson_runs.hpp"
#include "viz/panels/markdown.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/rich_text.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

struct BlockLook {
    TextStyle style;
    float line_height = 1.6f;  ///< of the style's size
    float space_above = 8;
    float indent = 0;
};

BlockLook look_of(const Block& block) {
    BlockLook look;
    switch (block.kind) {
        case BlockKind::heading:
            look.style.face = Face::bold;
            look.style.size = block.level == 1 ? type::title : type::heading;
            look.space_above = block.level == 1 ? 0 : 16;
            break;
        case BlockKind::paragraph:
            break;
        case BlockKind::item:
            look.indent = 20 * static_cast<float>(block.level);
            look.space_above = 4;
            break;
        case BlockKind::code:
            look.style.face = Face::mono;
            look.style.size = type::small;
            break;
    }
    if (block.quoted) {
        look.style.size = type::small;
    }
    return look;
}

// A line of text is drawn whole or not at all.
bool is_whole(const Rect& view, float top, float height) {
    return top >= view.min.y - 1 && top + height <= view.max.y + 1;
}

// Draws those lines of a block, from `at`, that are seen whole in `view`; returns its height.
float draw_block(Canvas& canvas, const Rect& view, ImVec2 at, float width, const Block& block) {
    const BlockLook look = look_of(block);
    const float indent = canvas.px(look.indent) + (block.quoted ? canvas.px(14) : 0);
    const std::vector<RichRun> runs = styled(block, look.style, canvas.theme());
    const std::vector<RichLine> lines = flow(canvas, runs, width - indent);
    const float line = std::round(look.style.size * look.line_height * canvas.scale());
    if (block.kind == BlockKind::item && is_whole(view, at.y, line)) {
        const ImVec2 dot{at.x + indent - canvas.px(12), at.y + line / 2};
        if (block.number == 0) {
            canvas.disc(dot, canvas.px(5) / 2, canvas.theme().muted);
        } else {
            const Rect place{{at.x, at.y}, {at.x + indent - canvas.px(6), at.y + line}};
            canvas.text(
                place, std::to_string(block.number) + ".",
                {.size = look.style.size, .colour = canvas.theme().muted, .align = Align::right});
        }
    }
    float y = at.y;
    for (const RichLine& each : lines) {
        if (is_whole(view, y, line)) {
            draw_rich(canvas, {at.x + indent, y}, runs, {each}, line);
        }
        y += line;
    }
    return y - at.y;
}

// A run of quoted blocks stands on a background of its own, with a bar at its left.
// Where the panel cuts it, it ends with the last line that is seen whole: at most `room` high.
float quote_height(const Canvas& canvas, float width, const std::vector<Block>& blocks,
                   std::size_t first, float room) {
    float height = 0;
    for (std::size_t i = first; i < blocks.size() && blocks[i].quoted; ++i) {
        const BlockLook look = look_of(blocks[i]);
        const auto runs = styled(blocks[i], look.style, canvas.theme());
        const auto lines = flow(canvas, runs, width - canvas.px(look.indent) - canvas.px(14));
        const float line = std::round(look.style.size * look.line_height * canvas.scale());
        height += canvas.px(look.space_above);
        for (std::size_t row = 0; row < lines.size(); ++row) {
            if (height + line > room) return height;
            height += line;
        }
    }
    return height;
}

float draw_text(Canvas& canvas, const Rect& view, ImVec2 origin, float width,
                const std::vector<Block>& blocks) {
    const Theme& theme = canvas.theme();
    float y = origin.y + canvas.px(14);
    bool in_quote = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block& block = blocks[i];
        if (block.quoted && !in_quote) {
            y += canvas.px(10);
            const float height =
                quote_height(canvas, width - canvas.px(12), blocks, i, view.max.y + 1 - y);
            const Rect box = snapped(Rect::sized(origin.x, y, width, height + canvas.px(10)));
            // Not without at least one line of its text.
            if (height > canvas.px(18)) {
                canvas.fill(box, theme.well, canvas.px(6));
                canvas.fill(box.left(canvas.px(3)), theme.accent);
            }
        } else if (!block.quoted && in_quote) {
            y += canvas.px(10);
        }
        in_quote = block.quoted;
        y += i == 0 ? 0 : canvas.px(look_of(block).space_above);
        y += draw_block(canvas, view, {origin.x, y}, width - (in_quote ? canvas.px(12) : 0), block);
    }
    return y + canvas.px(in_quote ? 18 : 12) - origin.y;
}

}  // namespace

void draw_lesson(Canvas& canvas, const Rect& area, const Scene& scene, int scroll) {
    // The text begins with its own title: a header above it would only take room.
    canvas.box(area, canvas.theme().panel, canvas.theme().edge, canvas.px(8));
    const Rect inside = area.inset(1);
    const bool chinese = scene.view.language == Language::chinese;
    std::vector<Block> blocks =
        parse_markdown(chinese ? scene.lesson.text_zh : scene.lesson.text_en);
    // The title stands in the top bar too: where there is little room, once is enough.
    if (area.height() < canvas.px(260) && !blocks.empty() &&
        blocks.front().kind == BlockKind::heading && blocks.front().level == 1) {
        blocks.erase(blocks.begin());
    }
    ScrollArea area_of_text{canvas, scene.lesson.slug.data(), inside};
    const float margin = canvas.px(16);
    const ImVec2 origin = area_of_text.origin();
    const Rect seen = area_of_text.view().inset(0, canvas.px(3));
    const float height = draw_text(area_of_text.canvas(), seen, {origin.x + margin, origin.y},
                                   area_of_text.view().width() - 2 * margin + canvas.px(6), blocks);
    area_of_text.content(height);
    if (origin.y + height > inside.max.y + margin) {
        // There is more below: a sign for those who do not see the scroll bar.
        icon(area_of_text.canvas(), Icon::chevron_down,
             {inside.max.x - canvas.px(20), inside.max.y - canvas.px(14)}, canvas.px(14),
             canvas.theme().accent);
    }
    if (scroll != 0) {
        area_of_text.scroll_by(static_cast<float>(scroll) * canvas.line_height());
    }
}

}  // namespace coroscope::viz
