#include "viz/panels/lesson_text.hpp"

#include <array>

#include "viz/panels/lesson_runs.hpp"
#include "viz/panels/rich_text.hpp"

namespace coroscope::viz {

namespace {

struct BlockLook {
    TextStyle style;
    float line_height = 1.6f;  ///< of the style's size
    float space_above = 8;
    float indent = 0;
};

BlockLook look_of(const Block& block, const TextSizes& sizes) {
    BlockLook look;
    look.style.size = sizes.body;
    look.line_height = sizes.line_height;
    look.space_above = std::round(sizes.body * 0.45f);
    switch (block.kind) {
        case BlockKind::heading:
            look.style.face = Face::bold;
            look.style.size = sizes.heading;
            look.line_height = 1.4f;
            break;
        case BlockKind::paragraph:
            break;
        case BlockKind::item:
            look.indent = 20 * static_cast<float>(block.level);
            look.space_above = 4;
            break;
        case BlockKind::code:
            look.style.face = Face::mono;
            look.style.size = sizes.note;
            break;
    }
    if (block.quoted) {
        look.style.size = sizes.note;
    }
    return look;
}

float line_of(const Canvas& canvas, const BlockLook& look) {
    return std::round(look.style.size * look.line_height * canvas.scale());
}

// A line of text is drawn whole or not at all.
bool is_whole(const Rect& view, float top, float height) {
    return top >= view.min.y - 1 && top + height <= view.max.y + 1;
}

float block_height(const Canvas& canvas, float width, const Block& block, const TextSizes& sizes) {
    const BlockLook look = look_of(block, sizes);
    const float indent = canvas.px(look.indent) + (block.quoted ? canvas.px(14) : 0);
    const std::vector<RichRun> runs = styled(block, look.style, canvas.theme());
    return static_cast<float>(flow(canvas, runs, width - indent).size()) * line_of(canvas, look);
}

// Draws those lines of a block, from `at`, that are seen whole in `view`; returns its height.
float draw_block(Canvas& canvas, const Rect& view, ImVec2 at, float width, const Block& block,
                 const TextSizes& sizes) {
    const BlockLook look = look_of(block, sizes);
    const float indent = canvas.px(look.indent) + (block.quoted ? canvas.px(14) : 0);
    const std::vector<RichRun> runs = styled(block, look.style, canvas.theme());
    const std::vector<RichLine> lines = flow(canvas, runs, width - indent);
    const float line = line_of(canvas, look);
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
float quote_height(const Canvas& canvas, float width, const std::vector<Block>& blocks,
                   std::size_t first, const TextSizes& sizes) {
    float height = 0;
    for (std::size_t i = first; i < blocks.size() && blocks[i].quoted; ++i) {
        const BlockLook look = look_of(blocks[i], sizes);
        const auto runs = styled(blocks[i], look.style, canvas.theme());
        const auto lines = flow(canvas, runs, width - canvas.px(look.indent) - canvas.px(14));
        height +=
            static_cast<float>(lines.size()) * line_of(canvas, look) + canvas.px(look.space_above);
    }
    return height;
}

// Walks over the blocks and their places; draws them where `draw` says so.
float walk(Canvas* draw, const Canvas& canvas, const Rect& view, ImVec2 origin, float width,
           const std::vector<Block>& blocks, const TextSizes& sizes) {
    const float bar = canvas.px(12);
    float y = origin.y;
    bool in_quote = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block& block = blocks[i];
        if (block.quoted && !in_quote) {
            y += canvas.px(10);
            const float height = quote_height(canvas, width - bar, blocks, i, sizes);
            const Rect box = snapped(Rect::sized(origin.x, y, width, height + canvas.px(6)));
            // Not without at least one line of its text.
            if (draw != nullptr && box.min.y + canvas.px(32) <= view.max.y) {
                draw->fill(box, canvas.theme().well, canvas.px(6));
                draw->fill(box.left(canvas.px(3)), canvas.theme().accent);
            }
        } else if (!block.quoted && in_quote) {
            y += canvas.px(6);
        }
        in_quote = block.quoted;
        y += i == 0 ? 0 : canvas.px(look_of(block, sizes).space_above);
        const float inner = width - (in_quote ? bar : 0);
        y += draw != nullptr ? draw_block(*draw, view, {origin.x, y}, inner, block, sizes)
                             : block_height(canvas, inner, block, sizes);
    }
    return y + canvas.px(in_quote ? 8 : 0) - origin.y;
}

}  // namespace

float text_height(const Canvas& canvas, const std::vector<Block>& blocks, float width,
                  const TextSizes& sizes) {
    return walk(nullptr, canvas, {}, {0, 0}, width, blocks, sizes);
}

std::span<const TextSizes> all_text_sizes() {
    static constexpr std::array all{TextSizes{type::title, type::heading, type::body, 1.5f},
                                    TextSizes{type::heading, type::body, type::small, 1.55f},
                                    TextSizes{type::body, type::small, type::tiny, 1.5f},
                                    TextSizes{type::body, type::small, type::tiny, 1.35f}};
    return all;
}

float draw_blocks(Canvas& canvas, const Rect& view, ImVec2 origin, float width,
                  const std::vector<Block>& blocks, const TextSizes& sizes) {
    return walk(&canvas, canvas, view, origin, width, blocks, sizes);
}

}  // namespace coroscope::viz
