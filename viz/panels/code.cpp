#include "viz/panels/code.hpp"

#include <algorithm>
#include <string>

#include "lessons/verified.hpp"
#include "viz/model/code_point.hpp"
#include "viz/model/listing.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/code_notes.hpp"
#include "viz/panels/code_rows.hpp"
#include "viz/panels/code_touch.hpp"
#include "viz/panels/margin_notes.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/recorded_lines.hpp"
#include "viz/panels/sandbox.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

std::span<const lessons::Line> lines_of(const lessons::Program& program, Listing listing) {
    return listing == Listing::python ? program.python : program.cpp;
}

struct Grid {
    TextStyle style{.face = Face::mono, .size = type::body};
    float number = 0;  ///< width of the line numbers
    float dots = 0;    ///< width of the column of task dots
    float column = 0;  ///< width of a character
    float row = 0;     ///< height of a row
    float blank = 0;   ///< height of an empty line: less where that shows more of the listing
    float more = 0;    ///< height of one that follows another: none there
    float edge = 0;    ///< height above the first line and below the last
    float marks = 0;   ///< width of the column of the marks that there is more
    std::size_t columns = 0;

    [[nodiscard]] float height(std::span<const lessons::Line> lines, std::size_t index,
                               std::size_t rows) const {
        if (!lines[index].text.empty()) return row * static_cast<float>(rows);
        return index > 0 && lines[index - 1].text.empty() ? more : blank;
    }
};

// The largest size at which the whole listing is seen without lines that continue on the next row,
// else with such lines; where it is not seen whole even so, a readable one, and it scrolls.
Grid grid_for(const Canvas& canvas, ImVec2 view, std::span<const lessons::Line> lines) {
    const auto at_size = [&](float size, bool squeezed, float marks = 0) {
        Grid grid;
        grid.marks = marks;
        grid.style.size = size;
        grid.column = canvas.text_width("0", grid.style);
        grid.number = canvas.px(20) + 2 * grid.column;
        grid.dots = canvas.px(22);
        const float left = grid.number + grid.dots + canvas.px(9);
        grid.columns =
            static_cast<std::size_t>(std::max(8.0f, (view.x - left - marks) / grid.column));
        grid.row = std::round(size * 1.46f * canvas.scale());
        grid.blank = squeezed ? std::round(grid.row * 0.45f) : grid.row;
        grid.more = squeezed ? 0 : grid.row;
        grid.edge = canvas.px(squeezed ? 4 : 6);
        return grid;
    };
    const auto fits = [&](const Grid& grid, bool continued) {
        float height = 2 * grid.edge;
        bool continues = false;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            // No line has more columns than bytes.
            const std::string_view text = lines[i].text;
            const std::size_t rows =
                text.size() <= grid.columns ? 1 : code_rows(text, grid.columns).size();
            height += grid.height(lines, i, rows);
            continues = continues || rows > 1;
        }
        return height <= view.y && (continued || !continues);
    };
    for (const bool squeezed : {false, true}) {
        for (const float size : {type::heading, type::body, 16.0f}) {
            if (const Grid grid = at_size(size, squeezed); fits(grid, false)) {
                return grid;
            }
        }
    }
    for (const float size : {type::body, 16.0f, type::small, 14.0f}) {
        for (const bool squeezed : {false, true}) {
            for (const bool continued : {false, true}) {
                if (const Grid grid = at_size(size, squeezed); fits(grid, continued)) {
                    return grid;
                }
            }
        }
    }
    return at_size(type::small, true, canvas.px(ScrollArea::mark_room));
}

struct RowColours {
    ImU32 fill = 0;
    ImU32 bar = 0;
};

RowColours colours_of(const Theme& theme, const LineMark* mark) {
    if (mark == nullptr) {
        return {};
    }
    switch (mark->activity) {
        case LineActivity::running:
            return {theme.running_line, theme.accent};
        case LineActivity::blocked:
            return {theme.look(Look::blocked).fill, theme.look(Look::blocked).edge};
        case LineActivity::idle:
            return {theme.suspended_line, theme.look(Look::waiting).edge};
        case LineActivity::over:
            return {theme.control, theme.muted};
        case LineActivity::none:
            break;
    }
    return mark->suspended.empty() ? RowColours{} : RowColours{theme.suspended_line, 0};
}

void draw_row_text(Canvas& canvas, ImVec2 baseline, const lessons::Line& line, const CodeRow& row,
                   const Grid& grid) {
    std::size_t offset = 0;
    float x = baseline.x + static_cast<float>(row.indent) * grid.column;
    for (const lessons::Token& token : line.tokens) {
        const std::size_t begin = std::max(offset, row.begin);
        const std::size_t end = std::min(offset + token.text.size(), row.end);
        if (begin < end) {
            TextStyle style = grid.style;
            style.colour = canvas.theme().syntax[static_cast<std::size_t>(token.kind)];
            const std::string_view part = token.text.substr(begin - offset, end - begin);
            const bool blank = part.find_first_not_of(' ') == std::string_view::npos;
            if (!blank) {
                canvas.text_at({x, baseline.y}, part, style);
            }
            x += canvas.text_width(part, style);
        }
        offset += token.text.size();
    }
}

// Dots of the tasks that are suspended at a line; they overlap when there are many.
void draw_dots(Canvas& canvas, const Rect& place, const LineMark& mark) {
    const float radius = canvas.px(5);
    const auto count = static_cast<float>(mark.suspended.size());
    const float room = place.width() - 2 * radius;
    const float step = count > 1 ? std::min(radius * 1.5f, room / (count - 1)) : 0;
    float x = place.min.x + radius;
    for (const trace::TaskId task : mark.suspended) {
        canvas.disc({x, place.centre().y}, radius + canvas.px(1), canvas.theme().suspended_line);
        canvas.disc({x, place.centre().y}, radius, canvas.theme().task(task));
        x += step;
    }
}

class ListingView {
public:
    ListingView(Controls& controls, const Scene& scene, Intents& intents)
        : controls_(controls),
          scene_(scene),
          intents_(intents),
          recorded_(recorded_lines(scene)),
          marks_(line_marks(scene.now, scene.film.recording, recorded_.file, recorded_.shown)) {}

    // Draws all lines from `origin` and returns their height.
    float draw(ImVec2 origin, const Rect& view) {
        const auto lines = lines_of(scene_.program, shown_listing(scene_));
        grid_ = grid_for(controls_.canvas(), {view.width(), view.height()}, lines);
        const float top = origin.y + grid_.edge;
        view_ = view;
        Rect line = Rect::sized(origin.x, top, view.width(), grid_.row);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::vector<CodeRow> rows = code_rows(lines[i].text, grid_.columns);
            line.max.y = line.min.y + grid_.height(lines, i, rows.size());
            draw_line(line, i, lines[i], rows);
            line.min.y = line.max.y;
        }
        draw_notes({{view.min.x, line.max.y}, view.max}, lines);
        return line.max.y + grid_.edge - origin.y;
    }

    [[nodiscard]] const Rect& followed() const { return followed_; }

private:
    void draw_line(const Rect& place, std::size_t index, const lessons::Line& line,
                   const std::vector<CodeRow>& rows) {
        Canvas& canvas = controls_.canvas();
        const LineMark* mark = mark_of(static_cast<int>(index) + 1);
        const RowColours colours = colours_of(canvas.theme(), mark);
        canvas.fill(place, colours.fill);
        canvas.fill(place.left(canvas.px(3)), colours.bar);
        if (mark != nullptr && mark->activity != LineActivity::none &&
            (followed_.empty() || mark->activity == LineActivity::running)) {
            followed_ = place;
        }
        const Rect first = place.top(grid_.row);
        if (!line.text.empty()) {
            draw_way(place, index, line);
        }
        if (line.varies && is_whole(first)) {
            draw_switch(place, first, index);
        }
        const bool sleeps = mark != nullptr && !mark->suspended.empty() && is_whole(first);
        if (!sleeps ||
            !draw_sleep_chip(controls_, first.without_right(grid_.marks),
                             text_end(first, line, rows.front()), scene_, *mark, intents_)) {
            draw_note_mark(first, line, rows.front());
        }
        const TextStyle number{.face = Face::mono,
                               .size = grid_.style.size,
                               .colour = canvas.theme().line_number,
                               .align = Align::right};
        // A squeezed line is too low for a number.
        if (is_whole(first) && place.height() >= grid_.row) {
            canvas.text(first.left(grid_.number), std::to_string(index + 1), number);
        }
        Rect strip = first;
        bool dotted = mark == nullptr || mark->suspended.empty();
        for (const CodeRow& row : rows) {
            if (is_whole(strip)) {
                if (!dotted) {
                    draw_dots(canvas,
                              Rect::sized(first.min.x + grid_.number + canvas.px(6), strip.min.y,
                                          grid_.dots - canvas.px(8), grid_.row),
                              *mark);
                    dotted = true;
                }
                draw_row_text(
                    canvas,
                    {place.min.x + grid_.number + grid_.dots, canvas.baseline(strip, grid_.style)},
                    line, row, grid_);
            }
            strip = strip.moved(0, grid_.row);
        }
    }

    // A click on a line goes to the next time that it runs, or back to the last while the class
    // guesses what comes; what has changed since Python 3.6 is said beside the mouse.
    void draw_way(const Rect& place, std::size_t index, const lessons::Line& line) {
        Canvas& canvas = controls_.canvas();
        const Rect text = place.without_left(grid_.number);
        const Controls::Response response =
            controls_.area(("way" + std::to_string(index)).c_str(), text);
        ImGui::SetItemAllowOverlap();  // the chip of a sleep lies on it
        if (response.hovered) {
            canvas.fill(text, with_alpha(canvas.theme().control_hover, 0.6f));
            tooltip(canvas, explanation_of(line));
        }
        if (response.focused) {
            controls_.focus_ring(text.inset(canvas.px(4)), 0);
            tooltip_below(canvas, text, explanation_of(line));
        }
        if (response.pressed) {
            const std::size_t from = beat_at(scene_.film.beats, scene_.view.playback.position);
            const auto run_of_line = guesses() ? last_run_of_line : next_run_of_line;
            const std::size_t beat =
                run_of_line(scene_.film.recording, scene_.film.beats, recorded_.file,
                            recorded_.shown, static_cast<int>(index) + 1, from);
            intents_.emplace_back(Seek{static_cast<double>(beat)});
        }
    }

    [[nodiscard]] bool guesses() const { return scene_.view.prediction.on; }

    [[nodiscard]] std::string explanation_of(const lessons::Line& line) const {
        std::string text{scene_.word(guesses() ? Str::last_run_of_line : Str::run_line)};
        if (const MarginNote* change = note_of(line)) {
            text += "\n" + std::string{text_of(*change, scene_.view.language)};
        }
        return text;
    }

    [[nodiscard]] const MarginNote* note_of(const lessons::Line& line) const {
        return shown_listing(scene_) == Listing::python ? margin_note(line.text) : nullptr;
    }

    // The version that changed it stands at the end of the line, where there is room.
    void draw_note_mark(const Rect& first, const lessons::Line& line, const CodeRow& row) {
        const MarginNote* note = note_of(line);
        if (note == nullptr || !is_whole(first)) {
            return;
        }
        Canvas& canvas = controls_.canvas();
        const TextStyle style{
            .size = type::tiny, .colour = canvas.theme().muted, .align = Align::centre};
        const float width = canvas.text_width(note->version, style) + canvas.px(12);
        const float right = first.max.x - canvas.px(ScrollArea::mark_room);
        if (text_end(first, line, row) + canvas.px(12) + width > right) {
            return;
        }
        const Rect pill = snapped(
            Rect::sized(right - width, first.centre().y - canvas.px(9), width, canvas.px(18)));
        canvas.stroke(pill, canvas.theme().control_edge, canvas.px(9));
        canvas.text(pill, note->version, style);
    }

    // The notes on this listing, each once; which of them is the running line's.
    void draw_notes(const Rect& room, std::span<const lessons::Line> lines) {
        std::vector<const MarginNote*> notes;
        const MarginNote* running = nullptr;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const MarginNote* note = note_of(lines[i]);
            if (note == nullptr) continue;
            if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
            const LineMark* mark = mark_of(static_cast<int>(i) + 1);
            if (mark != nullptr && mark->activity != LineActivity::none) running = note;
        }
        draw_code_notes(controls_.canvas(), room, notes, running, scene_.view.language);
    }

    [[nodiscard]] float text_end(const Rect& first, const lessons::Line& line,
                                 const CodeRow& row) const {
        const std::size_t cells = cells_of(line.text.substr(row.begin, row.end - row.begin));
        return first.min.x + grid_.number + grid_.dots +
               grid_.column * static_cast<float>(row.indent + cells);
    }

    // Where another choice replaces a line, a click on its number makes that choice.
    void draw_switch(const Rect& place, const Rect& first, std::size_t index) {
        Canvas& canvas = controls_.canvas();
        const SetVariant change =
            variant_of_line(scene_.lesson, scene_.program, shown_listing(scene_), index);
        if (change.name.empty()) {
            return;
        }
        const Rect gutter = place.left(grid_.number);
        const std::string id = "line" + std::to_string(index);
        const Controls::Response response = controls_.area(id.c_str(), gutter);
        const Theme& theme = canvas.theme();
        if (response.hovered) {
            canvas.fill(gutter, theme.control_hover);
            const std::string label{choice_label(change.name, change.choice)};
            tooltip(canvas, std::string{scene_.word(Str::switch_line)} + " " + label);
        }
        // Two opposite arrow heads, where the dots of tasks do not come: before the line number.
        const ImVec2 centre{first.min.x + canvas.px(11), first.centre().y};
        icon(canvas, Icon::swap, centre, canvas.px(12), theme.warning);
        if (response.focused) {
            controls_.focus_ring(gutter.inset(canvas.px(3)), 0);
        }
        if (response.pressed) {
            intents_.emplace_back(change);
        }
    }

    // A row that the edge of the panel would cut is left out.
    [[nodiscard]] bool is_whole(const Rect& row) const {
        return row.min.y >= view_.min.y - 1 && row.max.y <= view_.max.y + 1;
    }

    [[nodiscard]] const LineMark* mark_of(int line) const {
        const auto found = std::find_if(marks_.begin(), marks_.end(),
                                        [&](const LineMark& mark) { return mark.line == line; });
        return found == marks_.end() ? nullptr : &*found;
    }

    Controls& controls_;
    const Scene& scene_;
    Intents& intents_;
    RecordedLines recorded_;
    std::vector<LineMark> marks_;
    Grid grid_;
    Rect view_;
    Rect followed_;
};

bool shows_building(const Scene& scene) {
    return scene.sandbox != nullptr && scene.view.building.shown;
}

// "CPython verified", where this build has seen it; else only what holds for every listing.
void draw_mark(Controls& controls, const Rect& area, const Scene& scene) {
    Canvas& canvas = controls.canvas();
    // Of what a person has put together this build has seen nothing.
    const bool own = scene.touched.scenario != nullptr && !scene.touched.scenario->program.empty();
    const std::string_view version = own ? "" : lessons::verified_by(scene.lesson);
    const TextStyle style{
        .size = type::tiny, .colour = canvas.theme().muted, .align = Align::right};
    if (version.empty()) {
        canvas.text(area, scene.word(Str::runs_as_shown), style);
        return;
    }
    const std::string python = "CPython " + std::string{version};
    const std::string sentence = std::string{scene.word(Str::verified_by)} + " " + python;
    const float room = area.width() - canvas.px(20);
    const std::string& shown = canvas.text_width(sentence, style) <= room ? sentence : python;
    const Rect place = area.right(canvas.text_width(shown, style) + canvas.px(20));
    canvas.text(place, shown, style);
    icon(canvas, Icon::check, {place.min.x + canvas.px(7), place.centre().y}, canvas.px(12),
         canvas.theme().look(Look::done).edge);
    if (controls.area("verified", place).hovered) {
        tooltip(canvas, scene.word(Str::verified_how));
    }
}

void draw_tabs(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect header = area.top(canvas.px(header_height)).inset(canvas.px(6), canvas.px(4));
    const auto container = canvas.container(header);
    const bool builds = shows_building(scene);
    const auto tab = [&](const char* id, Str word, bool chosen) {
        const ButtonStyle style{.chosen = chosen, .quiet = !chosen, .face = Face::semibold};
        const float width = controls.button_width(scene.word(word), style);
        const bool pressed = controls.button(id, header.left(width), scene.word(word), style);
        header = header.without_left(width + canvas.px(4));
        return pressed;
    };
    if (scene.sandbox != nullptr && tab("build", Str::build, builds)) {
        intents.emplace_back(ShowBuilding{});
    }
    for (const auto& [listing, id, word] :
         {std::tuple{Listing::python, "python", Str::listing_python},
          std::tuple{Listing::cpp, "cpp", Str::listing_cpp}}) {
        if (!lines_of(scene.program, listing).empty() &&
            tab(id, word, !builds && shown_listing(scene) == listing)) {
            intents.emplace_back(SetListing{listing});
        }
    }
    if (builds) {
        draw_sandbox_buttons(controls, header, scene, intents);
    } else if (!scene.program.cpp.empty()) {
        draw_mark(controls, header.without_right(canvas.px(8)), scene);
    }
}

}  // namespace

SetVariant variant_of_line(const lessons::Lesson& lesson, const lessons::Program& program,
                           Listing listing, std::size_t line) {
    const std::string_view shown = lines_of(program, listing)[line].text;
    for (const lessons::Variant& variant : lesson.variants) {
        const auto now = std::find(variant.choices.begin(), variant.choices.end(),
                                   choice_of(program, variant.name));
        const auto start = static_cast<std::size_t>(now - variant.choices.begin());
        for (std::size_t i = 1; i < variant.choices.size(); ++i) {
            const std::string_view other = variant.choices[(start + i) % variant.choices.size()];
            std::vector<lessons::Choice> choices{program.choices.begin(), program.choices.end()};
            for (lessons::Choice& choice : choices) {
                choice.choice = choice.name == variant.name ? other : choice.choice;
            }
            if (lines_of(program_with(lesson, choices), listing)[line].text != shown) {
                return {std::string{variant.name}, std::string{other}};
            }
        }
    }
    return {};
}

float listing_height(const Canvas& canvas, float width, float height, float most,
                     const Scene& scene) {
    const auto lines = lines_of(scene.program, shown_listing(scene));
    if (shows_building(scene) || lines.empty()) return height;
    const float header = canvas.px(header_height) + canvas.px(1) + 2;
    const auto letters = [&](float panel) {
        const ImVec2 view{width - 2 - canvas.px(ScrollArea::bar), panel - header};
        return grid_for(canvas, view, lines).style.size;
    };
    const float wanted = std::min(letters(most), type::body);
    if (wanted <= letters(height)) return height;
    float least = height;
    while (most - least > canvas.px(2)) {
        const float middle = std::round((least + most) / 2);
        (letters(middle) >= wanted ? most : least) = middle;
    }
    return most;
}

void draw_code(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Rect inside = panel_frame_bare(canvas, area);
    draw_tabs(controls, area, scene, intents);
    if (shows_building(scene)) {
        draw_sandbox(controls, inside, scene, intents);
        return;
    }
    const char* id = shown_listing(scene) == Listing::python ? "listing-python" : "listing-cpp";
    ScrollArea scroll{canvas, id, inside};
    Controls inner{scroll.canvas(), controls.state()};
    ListingView listing{inner, scene, intents};
    const ImVec2 origin = scroll.origin();
    const float height = listing.draw(origin, scroll.view());
    scroll.content(height);
    if (scene.moved) {
        const Rect& line = listing.followed();
        scroll.show(line.empty() ? 0 : line.max.y - origin.y + 2 * canvas.line_height());
    }
}

}  // namespace coroscope::viz
