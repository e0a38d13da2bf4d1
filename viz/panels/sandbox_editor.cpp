#include "viz/panels/sandbox_editor.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "viz/panels/field.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

using sandbox::Program;
using Line = sandbox::Step;
using LineKind = sandbox::StepKind;

namespace {

/// The tasks of which such a step of a task of that loop can speak.
std::vector<std::size_t> targets(const Program& program, std::size_t loop, LineKind kind) {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < program.tasks.size(); ++i) {
        if (kind != LineKind::await_task || sandbox::can_await(loop, program.tasks[i].loop)) {
            list.push_back(i);
        }
    }
    return list;
}

class Editor {
public:
    Editor(Controls& controls, const Scene& scene, Intents& intents)
        : controls_(controls),
          scene_(scene),
          intents_(intents),
          program_(scene.sandbox->program),
          task_(scene.view.building.task),
          at_(scene.view.building.step),
          step_(*chosen_step(scene)) {}

    void draw(const Rect& area) {
        Canvas& canvas = controls_.canvas();
        canvas.fill(area, canvas.theme().well);
        canvas.fill(area.top(canvas.px(1)), canvas.theme().edge);
        const auto container = canvas.container(area);
        Rect rest = area.inset(canvas.px(10), canvas.px(8));
        const std::size_t lines = kind_lines(canvas, rest.width());
        for (std::size_t line = 0; line < lines; ++line) {
            const std::size_t count = sandbox::step_kinds / lines;
            kinds(rest.top(canvas.px(row_height)), line * count, count);
            rest = rest.without_top(canvas.px(row_height + row_gap));
        }
        const Rect row = rest.top(canvas.px(row_height));
        const float place = canvas.px(3 * 36 + 8);
        value(row.without_right(place + canvas.px(4)));
        place_in_task(row.right(place));
    }

    /// The height that it needs in so wide a panel.
    static float height(const Canvas& canvas, float width) {
        const auto lines = static_cast<float>(kind_lines(canvas, width - canvas.px(20)) + 1);
        return canvas.px(16) + lines * canvas.px(row_height) + (lines - 1) * canvas.px(row_gap);
    }

private:
    void edit(const Program& program) { intents_.emplace_back(Build{sandbox::write(program)}); }
    void replace(Line step) {
        Program program = program_;
        program.tasks[task_].steps[at_] = std::move(step);
        edit(program);
    }

    // In how many lines the kinds stand: their words must be read whole.
    static std::size_t kind_lines(const Canvas& canvas, float width) {
        float all = 0;
        for (std::size_t i = 0; i < sandbox::step_kinds; ++i) {
            all += canvas.text_width(kind_word(static_cast<LineKind>(i)), word) + canvas.px(20);
        }
        return all <= width ? 1 : 2;
    }

    // A line of them, as wide as their words are and together as wide as the row.
    void kinds(const Rect& row, std::size_t first, std::size_t count) {
        const float gap = controls_.canvas().px(4);
        const auto width_of = [&](std::size_t i) {
            return controls_.canvas().text_width(kind_word(static_cast<LineKind>(i)), word);
        };
        float more = row.width() - gap * static_cast<float>(count - 1);
        for (std::size_t i = first; i < first + count; ++i) {
            more -= width_of(i);
        }
        Rect place = row;
        for (std::size_t i = first; i < first + count; ++i) {
            const auto kind = static_cast<LineKind>(i);
            place = place.left(width_of(i) + more / static_cast<float>(count));
            const ButtonStyle style{
                .chosen = kind == step_.kind, .face = word.face, .size = word.size};
            const std::string id = "kind" + std::to_string(i);
            if (controls_.button(id.c_str(), snapped(place), kind_word(kind), style) &&
                kind != step_.kind) {
                become(kind);
            }
            place = {{place.max.x + gap, row.min.y}, row.max};
        }
    }

    void become(LineKind kind) {
        Line step = step_;
        step.kind = kind;
        if (speaks_of_a_task(kind)) {
            const auto list = targets(program_, program_.tasks[task_].loop, kind);
            const bool fits = std::ranges::find(list, step.task) != list.end();
            if (!fits || step.task == task_) {  // rather another than oneself
                const auto other = std::ranges::find_if(list, [&](auto i) { return i != task_; });
                step.task = other != list.end() ? *other : task_;
            }
        }
        replace(std::move(step));
    }

    void value(const Rect& row) {
        if (step_.kind == LineKind::print) {
            printed(row);
        } else if (speaks_of_a_task(step_.kind)) {
            target(row);
        } else {
            duration(row);
        }
    }

    void printed(const Rect& row) {
        std::string text = step_.text;
        if (text_field(controls_.canvas(), "printed", snapped(row), text,
                       scene_.word(Str::build_print_hint), false)) {
            Line step = step_;
            step.text = text;
            replace(std::move(step));
        }
    }

    // The other task: all that it can be or, where these need more room, the one and its
    // neighbours.
    void target(const Rect& row) {
        const auto list = targets(program_, program_.tasks[task_].loop, step_.kind);
        const float gap = controls_.canvas().px(4);
        float all = -gap;
        for (const std::size_t i : list) {
            all += name_width(i) + gap;
        }
        Rect place = row;
        if (all > row.width()) {
            const auto at =
                static_cast<std::size_t>(std::ranges::find(list, step_.task) - list.begin());
            const float arrow = controls_.canvas().px(36);
            const ButtonStyle back{.icon = Icon::chevron_left};
            const ButtonStyle on{.icon = Icon::chevron_right};
            const float name = std::min(name_width(step_.task), row.width() - 2 * (arrow + gap));
            const Rect middle = snapped(row.without_left(arrow + gap).left(name));
            if (controls_.button("target-before", snapped(row.left(arrow)), "", back)) {
                aim_at(list[(at + list.size() - 1) % list.size()]);
            }
            controls_.canvas().text(
                middle, program_.tasks[step_.task].name,
                {.face = Face::mono, .size = type::small, .align = Align::centre});
            const Rect end = Rect::sized(middle.max.x + gap, row.min.y, arrow, row.height());
            if (controls_.button("target-after", snapped(end), "", on)) {
                aim_at(list[(at + 1) % list.size()]);
            }
            return;
        }
        for (const std::size_t i : list) {
            place = place.left(name_width(i));
            const ButtonStyle style{
                .chosen = i == step_.task, .face = word.face, .size = word.size};
            const std::string id = "target" + std::to_string(i);
            if (controls_.button(id.c_str(), snapped(place), program_.tasks[i].name, style)) {
                aim_at(i);
            }
            place = {{place.max.x + gap, row.min.y}, row.max};
        }
    }

    [[nodiscard]] float name_width(std::size_t task) const {
        const Canvas& canvas = controls_.canvas();
        return canvas.text_width(program_.tasks[task].name, word) + canvas.px(20);
    }

    void aim_at(std::size_t task) {
        if (task != step_.task) {
            Line step = step_;
            step.task = task;
            replace(std::move(step));
        }
    }

    void duration(const Rect& row) {
        Canvas& canvas = controls_.canvas();
        struct Change {
            int tenths;
            const char* word;
        };
        constexpr std::array changes{Change{-10, "-1"}, Change{-1, "-.1"}, Change{1, "+.1"},
                                     Change{10, "+1"}};
        const float gap = canvas.px(4);
        const float shown = canvas.px(62);
        const float width = std::min(canvas.px(58), (row.width() - shown - 4 * gap) / 4);
        Rect place = row.left(width);
        for (const Change& change : changes) {
            if (change.tenths == 1) {
                canvas.text(place.left(shown), tenths_text(step_.tenths),
                            {.face = Face::mono, .size = type::small, .align = Align::centre});
                place = place.moved(shown + gap, 0);
            }
            const ButtonStyle style{.face = word.face, .size = word.size};
            if (controls_.button(change.word, snapped(place), change.word, style)) {
                Line step = step_;
                step.tenths = std::clamp(step.tenths + change.tenths, 0, sandbox::most_tenths);
                replace(std::move(step));
            }
            place = place.moved(width + gap, 0);
        }
    }

    void place_in_task(const Rect& row) {
        Canvas& canvas = controls_.canvas();
        const float width = canvas.px(36);
        const float gap = canvas.px(4);
        const auto button = [&](const char* id, Icon icon, Str tip, int from_right) {
            const Rect place =
                row.without_right(static_cast<float>(from_right) * (width + gap)).right(width);
            return controls_.button(id, snapped(place), "",
                                    {.icon = icon, .tip = scene_.word(tip)});
        };
        if (button("earlier", Icon::chevron_left, Str::build_earlier, 2) && at_ > 0) {
            swap_with(at_ - 1);
        }
        if (button("later", Icon::chevron_right, Str::build_later, 1) &&
            at_ + 1 < program_.tasks[task_].steps.size()) {
            swap_with(at_ + 1);
        }
        if (button("drop-step", Icon::cross, Str::build_drop_step, 0)) {
            Program program = program_;
            auto& steps = program.tasks[task_].steps;
            steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(at_));
            edit(program);
            intents_.emplace_back(ChooseStep{});
        }
    }

    void swap_with(std::size_t other) {
        Program program = program_;
        std::swap(program.tasks[task_].steps[at_], program.tasks[task_].steps[other]);
        edit(program);
        intents_.emplace_back(ChooseStep{task_, other});
    }

    static constexpr TextStyle word{.face = Face::mono, .size = type::tiny};
    static constexpr float row_height = 30;  // design pixels
    static constexpr float row_gap = 6;

    Controls& controls_;
    const Scene& scene_;
    Intents& intents_;
    const Program& program_;
    std::size_t task_;
    std::size_t at_;
    const Line& step_;
};

}  // namespace

std::string_view kind_word(LineKind kind) {
    switch (kind) {
        case LineKind::sleep:
            return "sleep";
        case LineKind::blocking_sleep:
            return "time.sleep";
        case LineKind::print:
            return "print";
        case LineKind::spawn:
            return "spawn";
        case LineKind::await_task:
            return "await";
        case LineKind::cancel:
            return "cancel";
    }
    return {};
}

bool speaks_of_a_task(LineKind kind) {
    return kind == LineKind::spawn || kind == LineKind::await_task || kind == LineKind::cancel;
}

std::string tenths_text(int tenths) {
    const std::string whole = std::to_string(tenths / 10);
    return (tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10)) + " s";
}

const Line* chosen_step(const Scene& scene) {
    const Building& building = scene.view.building;
    const auto& tasks = scene.sandbox->program.tasks;
    return building.task < tasks.size() && building.step < tasks[building.task].steps.size()
               ? &tasks[building.task].steps[building.step]
               : nullptr;
}

float sandbox_editor_height(const Canvas& canvas, float width) {
    return Editor::height(canvas, width);
}

void draw_sandbox_editor(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents) {
    Editor{controls, scene, intents}.draw(area);
}

}  // namespace coroscope::viz
