#include "viz/panels/export_dialog.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "viz/model/export_format.hpp"
#include "viz/panels/field.hpp"
#include "viz/panels/overlay.hpp"

namespace coroscope::viz {

namespace {

Str name_of(ExportFormat format) {
    switch (format) {
        case ExportFormat::png:
            return Str::export_png;
        case ExportFormat::svg:
            return Str::export_svg;
        case ExportFormat::gif:
            return Str::export_gif;
        case ExportFormat::mp4:
            return Str::export_mp4;
        case ExportFormat::transcript:
            return Str::export_transcript;
        case ExportFormat::handout:
            return Str::export_handout;
        case ExportFormat::perfetto:
            return Str::export_perfetto;
        case ExportFormat::jsonl:
            return Str::export_jsonl;
        case ExportFormat::coro:
            return Str::export_coro;
    }
    return Str::export_png;
}

// A dialog that is being drawn.
struct Dialog {
    Controls& controls;
    const Scene& scene;
    Intents& intents;
    [[nodiscard]] Canvas& canvas() const { return controls.canvas(); }
    [[nodiscard]] const ExportDialog& wish() const { return scene.view.exporting; }
    [[nodiscard]] std::string& file() const { return controls.state().export_file; }
    void choose(ExportFormat format, float scale, ExportRange range) const {
        intents.emplace_back(ChooseExport{format, scale, range});
    }
};

void format_cell(const Dialog& dialog, const Rect& cell, const FormatInfo& info) {
    Canvas& canvas = dialog.canvas();
    const Theme& theme = canvas.theme();
    const ExportDialog& wish = dialog.wish();
    const bool chosen = info.format == wish.format;
    const std::string id = "format " + std::string{info.ending};
    const Controls::Response response = dialog.controls.area(id.c_str(), cell);
    const ImU32 fill = chosen             ? theme.accent_fill
                       : response.hovered ? theme.control_hover
                                          : theme.control;
    canvas.box(cell, fill, chosen ? theme.accent : theme.control_edge, canvas.px(6));
    const auto container = canvas.container(cell);
    const Rect inner = cell.inset(canvas.px(12), 0);
    const TextStyle ending{.face = Face::mono,
                           .size = type::small,
                           .colour = chosen ? theme.accent_ink : theme.muted,
                           .align = Align::right};
    canvas.text(inner, info.ending, ending);
    const float width = canvas.text_width(info.ending, ending) + canvas.px(8);
    canvas.text(inner.without_right(width), dialog.scene.word(name_of(info.format)),
                {.size = type::body, .colour = chosen ? theme.accent_ink : theme.text});
    if (response.focused) {
        dialog.controls.focus_ring(cell, canvas.px(6));
    }
    if (response.pressed && !wish.running) {
        dialog.file() = with_ending(dialog.file(), info.format);
        dialog.choose(info.format, wish.scale, wish.range);
    }
}

// The label of a row of choices; returns what is left of the row.
Rect row_label(const Dialog& dialog, const Rect& row, Str label) {
    Canvas& canvas = dialog.canvas();
    const float width = canvas.px(96);
    canvas.text(row.left(width), dialog.scene.word(label),
                {.size = type::small, .colour = canvas.theme().muted});
    return row.without_left(width);
}

bool choice(const Dialog& dialog, Rect& room, const std::string& label, bool chosen) {
    const ButtonStyle style{.chosen = chosen};
    const float width = dialog.controls.button_width(label, style);
    const Rect place = snapped(room.left(width));
    room = room.without_left(width + dialog.canvas().px(6));
    return dialog.controls.button(("choice " + label).c_str(), place, label, style) &&
           !dialog.wish().running;
}

void scale_row(const Dialog& dialog, const Rect& row) {
    Rect room = row_label(dialog, row, Str::export_scale);
    const ExportDialog& wish = dialog.wish();
    constexpr std::array<float, 4> scales{0.5f, 1, 2, 3};
    for (const float scale : scales) {
        const std::string label = scale < 1 ? "0.5×" : std::to_string(std::lround(scale)) + "×";
        if (choice(dialog, room, label, scale == wish.scale)) {
            dialog.choose(wish.format, scale, wish.range);
        }
    }
}

void range_row(const Dialog& dialog, const Rect& row) {
    Rect room = row_label(dialog, row, Str::export_range);
    const ExportDialog& wish = dialog.wish();
    const auto offer = [&](ExportRange range, Str label) {
        if (choice(dialog, room, dialog.scene.word(label), range == wish.range)) {
            dialog.choose(wish.format, wish.scale, range);
        }
    };
    offer(ExportRange::whole, Str::export_whole);
    offer(ExportRange::from_here, Str::export_from_here);
    if (dialog.scene.view.bookmarks.size() > 1) {
        offer(ExportRange::bookmarks, Str::export_bookmarks);
    }
}

void file_row(const Dialog& dialog, const Rect& row) {
    const Rect room = row_label(dialog, row, Str::export_file);
    const ExportDialog& wish = dialog.wish();
    std::string& file = dialog.file();
    if (text_field(dialog.canvas(), "export file", snapped(room), file,
                   dialog.scene.word(Str::export_file), false)) {
        if (const auto format = format_by_ending(file); format && *format != wish.format) {
            dialog.choose(*format, wish.scale, wish.range);
        }
    }
}

void progress(Canvas& canvas, const Rect& row, double done) {
    const Theme& theme = canvas.theme();
    const Rect bar = snapped(row.inset(0, canvas.px(8)));
    canvas.box(bar, theme.well, theme.control_edge, canvas.px(6));
    const float width = bar.width() * static_cast<float>(std::clamp(done, 0.0, 1.0));
    canvas.fill(bar.left(width), theme.accent_fill, canvas.px(6));
    const auto container = canvas.container(row);
    canvas.text(row, std::to_string(std::lround(done * 100)) + " %",
                {.size = type::small, .align = Align::centre});
}

// What starts it, or how far it is and what stops it; and why the last one was not written.
void last_row(const Dialog& dialog, const Rect& row) {
    Canvas& canvas = dialog.canvas();
    Controls& controls = dialog.controls;
    const ExportDialog& wish = dialog.wish();
    const char* label = dialog.scene.word(wish.running ? Str::export_stop : Str::export_start);
    const ButtonStyle style{.chosen = !wish.running, .size = type::body};
    const float width = controls.button_width(label, style);
    const float line = canvas.px(40);
    const Rect place = snapped(row.top(line).right(width));
    const bool pressed = controls.button("export go", place, label, style);
    const Rect room = row.without_right(width + canvas.px(12));
    if (wish.running) {
        progress(canvas, room.top(line), wish.done);
        if (pressed) {
            dialog.intents.emplace_back(StopExport{});
        }
        return;
    }
    if (!wish.message.empty()) {
        const auto container = canvas.container(room);
        paragraph(canvas, room, wish.message,
                  {.size = type::small, .colour = canvas.theme().warning});
    }
    const bool by_enter = controls.state().press && controls.state().focused == 0;
    if ((pressed || by_enter) && !dialog.scene.busy && !dialog.file().empty()) {
        dialog.intents.emplace_back(StartExport{dialog.file()});
    }
}

// The parts of the card and what lies between them, in screen pixels.
struct Measures {
    explicit Measures(const Canvas& canvas)
        : side{canvas.px(20)},
          edge{canvas.px(16)},
          title{canvas.px(34)},
          gap{canvas.px(10)},
          cell{canvas.px(44)},
          row{canvas.px(36)},
          between{canvas.px(6)},
          last{canvas.px(52)} {}

    [[nodiscard]] float formats() const {
        const std::size_t lines = (all_formats().size() + 1) / 2;
        return static_cast<float>(lines) * (cell + between);
    }
    [[nodiscard]] float height(ExportFormat format) const {
        const int choices = (has_scale(format) ? 1 : 0) + (shows_a_range(format) ? 1 : 0);
        return 2 * edge + title + gap + formats() + gap +
               static_cast<float>(choices) * (row + between) + row + gap + last;
    }

    float side;
    float edge;
    float title;
    float gap;
    float cell;
    float row;
    float between;
    float last;
};

}  // namespace

void draw_export_dialog(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents) {
    const ExportDialog& wish = scene.view.exporting;
    if (!wish.open) {
        return;
    }
    controls.state().drawing.clear();  // while it is open, Tab stays within it
    const Canvas& below = controls.canvas();
    const float width = std::min(below.px(680), window.x - below.px(40));
    const Measures measures{below};
    const float height = std::min(measures.height(wish.format), window.y - below.px(40));
    const Rect place = snapped(Rect::sized(
        (window.x - width) / 2, std::max(below.px(20), (window.y - height) / 3), width, height));
    Overlay overlay{below, "export", window, place};
    Canvas& card = overlay.canvas();
    Controls inner{card, controls.state()};
    const Dialog dialog{inner, scene, intents};
    const auto container = card.container(place);
    Rect body = place.inset(measures.side, measures.edge);
    card.text(body.top(measures.title), scene.word(Str::export_title),
              {.face = Face::semibold, .size = type::heading});
    body = body.without_top(measures.title + measures.gap);

    const float half = std::floor((body.width() - measures.gap) / 2);
    const auto formats = all_formats();
    for (std::size_t i = 0; i < formats.size(); ++i) {
        const std::size_t line_number = i / 2;
        const auto line = static_cast<float>(line_number);
        const Rect column = i % 2 == 0 ? body.left(half) : body.right(half);
        const Rect cell = column.top(measures.cell);
        format_cell(dialog, snapped(cell.moved(0, line * (measures.cell + measures.between))),
                    formats[i]);
    }
    body = body.without_top(measures.formats() + measures.gap);

    if (has_scale(wish.format)) {
        scale_row(dialog, body.top(measures.row));
        body = body.without_top(measures.row + measures.between);
    }
    if (shows_a_range(wish.format)) {
        range_row(dialog, body.top(measures.row));
        body = body.without_top(measures.row + measures.between);
    }
    file_row(dialog, body.top(measures.row));
    last_row(dialog, body.without_top(measures.row + measures.gap).top(measures.last));
    if (overlay.dismissed()) {
        intents.emplace_back(OpenExport{false});
    }
}

}  // namespace coroscope::viz
