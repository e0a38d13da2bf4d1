#include "viz/panels/choices.hpp"

#include <algorithm>

#include "viz/panels/rich_text.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// What surrounds the text of a row, in design pixels.
constexpr float gap = 8;
constexpr float number_width = 34;
constexpr float mark_width = 26;

float column_width(const Canvas& canvas, const ChoiceList& list, float width) {
    const auto columns = static_cast<float>(list.columns);
    return std::floor((width - (columns - 1) * canvas.px(gap)) / columns);
}

std::vector<RichRun> runs_of(const std::vector<Block>& blocks, const TextSizes& sizes, ImU32 ink) {
    std::vector<RichRun> runs;
    for (const Block& block : blocks) {
        for (const Run& run : block.runs) {
            RichRun rich{run.text, {.size = sizes.body, .colour = ink}, false};
            if (run.style == RunStyle::code) {
                rich.style.face = Face::mono;
                rich.style.size = sizes.body - 1;
            }
            runs.push_back(rich);
        }
    }
    return runs;
}

struct Row {
    std::vector<Block> blocks;
    std::vector<RichRun> runs;
    std::vector<RichLine> lines;
    float height = 0;
};

Row row_of(const Canvas& canvas, const ChoiceList& list, std::size_t index, float width,
           const TextSizes& sizes, ImU32 ink) {
    Row row;
    row.blocks = parse_markdown(list.texts[index]);
    row.runs = runs_of(row.blocks, sizes, ink);
    row.lines = flow(canvas, row.runs, width - canvas.px(number_width + mark_width));
    const float line = std::round(sizes.body * 1.35f * canvas.scale());
    row.height = std::ceil(line * static_cast<float>(std::max<std::size_t>(1, row.lines.size())) +
                           2 * canvas.px(list.pad));
    return row;
}

// The rows that stand side by side are as high as the highest of them.
float band_height(const Canvas& canvas, const ChoiceList& list, std::size_t first, float width,
                  const TextSizes& sizes) {
    float height = 0;
    const std::size_t end =
        std::min(list.texts.size(), first + static_cast<std::size_t>(list.columns));
    for (std::size_t i = first; i < end; ++i) {
        height = std::max(height, row_of(canvas, list, i, width, sizes, 0).height);
    }
    return height;
}

bool draw_row(Controls& controls, const Rect& rect, const ChoiceList& list, int index,
              const TextSizes& sizes) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const std::string id = "choice " + std::to_string(index);
    const Controls::Response response = controls.area(id.c_str(), rect);
    const bool known = list.right >= 0;
    const bool right = known && index == list.right;
    const bool wrong = known && index == list.taken && !right;
    const bool taken = index == list.taken && !known;
    ImU32 fill = response.hovered && !known ? theme.control_hover : theme.control;
    ImU32 edge = theme.control_edge;
    ImU32 ink = theme.text;
    if (right || wrong) {
        const StateLook& look = theme.look(right ? Look::running : Look::cancelled);
        fill = look.fill;
        edge = look.edge;
        ink = look.ink;
    } else if (taken) {
        fill = theme.accent_fill;
        edge = theme.accent;
        ink = theme.accent_ink;
    }
    const float radius = canvas.px(6);
    canvas.box(rect, fill, edge, radius, right || wrong || taken ? 2.0f : 1.0f);
    const auto container = canvas.container(rect);
    canvas.text(rect.left(canvas.px(number_width)), std::to_string(index + 1),
                {.face = Face::bold, .size = sizes.body, .colour = ink, .align = Align::centre});
    const Row row = row_of(canvas, list, static_cast<std::size_t>(index), rect.width(), sizes, ink);
    const float line = std::round(sizes.body * 1.35f * canvas.scale());
    const float text = line * static_cast<float>(row.lines.size());
    const float top = std::round(rect.centre().y - text / 2);
    draw_rich(canvas, {rect.min.x + canvas.px(number_width), top}, row.runs, row.lines, line);
    if (right || wrong) {
        icon(canvas, right ? Icon::check : Icon::cross,
             {rect.max.x - canvas.px(mark_width / 2 + 2), rect.centre().y},
             canvas.px(sizes.body * 0.8f), ink);
    }
    if (response.focused) {
        controls.focus_ring(rect, radius);
    }
    return response.pressed;
}

}  // namespace

float choices_height(const Canvas& canvas, const ChoiceList& list, float width,
                     const TextSizes& sizes) {
    const float column = column_width(canvas, list, width);
    float height = 0;
    for (std::size_t i = 0; i < list.texts.size(); i += static_cast<std::size_t>(list.columns)) {
        height += (i > 0 ? canvas.px(gap) : 0) + band_height(canvas, list, i, column, sizes);
    }
    return height;
}

int draw_choices(Controls& controls, ImVec2 origin, float width, const ChoiceList& list,
                 const TextSizes& sizes) {
    const Canvas& canvas = controls.canvas();
    const float column = column_width(canvas, list, width);
    int pressed = -1;
    float y = origin.y;
    for (std::size_t i = 0; i < list.texts.size(); ++i) {
        const auto place = i % static_cast<std::size_t>(list.columns);
        const float height = band_height(canvas, list, i - place, column, sizes);
        const float x = origin.x + static_cast<float>(place) * (column + canvas.px(gap));
        if (draw_row(controls, snapped(Rect::sized(x, y, column, height)), list,
                     static_cast<int>(i), sizes)) {
            pressed = static_cast<int>(i);
        }
        if (place + 1 == static_cast<std::size_t>(list.columns)) {
            y += height + canvas.px(gap);
        }
    }
    return pressed;
}

}  // namespace coroscope::viz
