#include "viz/panels/console.hpp"

#include <algorithm>
#include <string>

#include "viz/model/code_point.hpp"
#include "viz/model/phrases.hpp"
#include "viz/panels/code_rows.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

struct Columns {
    TextStyle style{.face = Face::mono, .size = type::small};
    float time = 0;  ///< width of the column of times
    float mark = 0;  ///< width of the column of dots
    float row = 0;
};

ImU32 colour_of(const Theme& theme, ConsoleLineKind kind) {
    switch (kind) {
        case ConsoleLineKind::out:
            return theme.text;
        case ConsoleLineKind::error:
        case ConsoleLineKind::complaint:
            return theme.look(Look::failed).text;
        case ConsoleLineKind::interrupt:
            return theme.warning;
        case ConsoleLineKind::given_up:
            return theme.muted;
    }
    return theme.text;
}

void draw_mark(Canvas& canvas, ImVec2 centre, const ConsoleLine& line) {
    const Theme& theme = canvas.theme();
    if (line.kind == ConsoleLineKind::given_up) {
        icon(canvas, Icon::cross, centre, canvas.px(12), theme.muted);
    } else if (line.kind == ConsoleLineKind::interrupt) {
        icon(canvas, Icon::bolt, centre, canvas.px(15), theme.warning);
    } else if (line.task == 0) {
        icon(canvas, Icon::circle, centre, canvas.px(12), theme.muted);
    } else {
        canvas.disc(centre, canvas.px(5), theme.task(line.task));
    }
}

// Draws one entry, which may take several rows, and returns its height.
float draw_entry(Controls& controls, const Rect& top_row, const Columns& columns,
                 const Scene& scene, ConsoleRow printed, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const ConsoleLine& line = scene.film.console[printed.begin];
    // Nobody has written that: it is in the letters of the window, not in the program's.
    const bool given_up = line.kind == ConsoleLineKind::given_up;
    const std::string said = given_up ? say(scene.view.language, Say::given_up, {})
                                      : row_text(scene.film.recording, scene.film.console, printed);
    const std::string_view text = said;
    TextStyle style = columns.style;
    style.colour = colour_of(theme, line.kind);
    if (given_up) style.face = Face::ui;
    const Rect place =
        top_row.without_left(columns.time + columns.mark).without_right(canvas.px(8));
    const auto fit = static_cast<std::size_t>(
        std::max(4.0f, place.width() / canvas.text_width("0", columns.style)));

    std::vector<std::string> rows;
    if (given_up) {
        for (const std::string_view row : wrap(canvas, text, place.width(), style)) {
            rows.emplace_back(row);
        }
    }
    for (std::size_t begin = 0; begin <= text.size() && !given_up;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string whole = with_blanks_for_tabs(text.substr(begin, end - begin));
        for (const CodeRow& row : printed_rows(whole, fit)) {
            rows.push_back(whole.substr(row.begin, row.end - row.begin));
        }
        begin = end + 1;
    }
    const float height = columns.row * static_cast<float>(rows.size());
    const Rect all = Rect::sized(top_row.min.x, top_row.min.y, top_row.width(), height);
    const Controls::Response response =
        controls.area(("print" + std::to_string(line.seq)).c_str(), all);
    if (response.hovered || response.focused) {
        canvas.fill(all, theme.control_hover);
    }
    if (response.pressed) {
        const std::size_t beat = scene.film.beats.beat_of_seq(line.seq);
        intents.emplace_back(Seek{static_cast<double>(beat)});
    }
    TextStyle time = columns.style;
    time.colour = theme.muted;
    canvas.text(top_row.left(columns.time), clock_text(line.t_ns), time);
    draw_mark(canvas,
              {top_row.min.x + columns.time + columns.mark / 2 - canvas.px(3), top_row.centre().y},
              line);
    Rect row = place;
    for (const std::string& part : rows) {
        canvas.text_at({row.min.x, canvas.baseline(row, style)}, part, style);
        row = row.moved(0, columns.row);
    }
    return height;
}

}  // namespace

void draw_console(Controls& controls, const Rect& inside, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const LongList<ConsoleLine>& lines = scene.film.console;
    const std::size_t count = printed_until(lines, scene.now.seq);
    ScrollArea scroll{canvas, "console", inside};
    Canvas& inner = scroll.canvas();
    const Rect view = scroll.view().inset(canvas.px(12), 0);
    if (count == 0) {
        inner.text(Rect{{view.min.x, inside.min.y}, view.max}.top(canvas.px(60)),
                   scene.word(Str::nothing_printed),
                   {.size = type::small, .colour = canvas.theme().faint});
        return;
    }
    Columns columns;
    columns.time = std::ceil(inner.text_width("0.000 ", columns.style) + canvas.px(3));
    columns.mark = canvas.px(22);
    columns.row = std::round(columns.style.size * 1.7f * canvas.scale());
    Controls inner_controls{inner, controls.state()};
    float y = scroll.origin().y + canvas.px(8);
    // Of very many only the latest are drawn, and that is said.
    constexpr std::size_t most = 400;
    const std::size_t rows = lines[count - 1].row + 1;
    const std::size_t first = rows > most ? rows - most : 0;
    if (first > 0) {
        inner.text(Rect::sized(view.min.x, y, view.width(), columns.row),
                   tr(scene.view.language, Str::earlier_lines, {std::to_string(first)}),
                   {.size = type::small, .colour = canvas.theme().faint});
        y += columns.row;
    }
    const auto shown = std::ranges::lower_bound(lines, first, {}, &ConsoleLine::row);
    for (auto begin = static_cast<std::size_t>(shown - lines.begin()); begin < count;) {
        const Rect row = Rect::sized(view.min.x, y, view.width(), columns.row);
        const ConsoleRow printed = row_from(lines, begin, count);
        y += draw_entry(inner_controls, row, columns, scene, printed, intents);
        begin = printed.end;
    }
    const float height = y + canvas.px(8) - scroll.origin().y;
    scroll.content(height);
    if (scene.moved) {
        scroll.show_end(height);
    }
}

}  // namespace coroscope::viz
