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
        const Rect rest = area.inset(canvas.px(10), canvas.px(8));
        const float row = canvas.px(38);
        kinds(rest.top(canvas.px(30)));
        value(rest.without_top(row).top(canvas.px(30)));
        place_in_task(rest.without_top(2 * row).top(canvas.px(30)));
    }

private:
    void edit(const Program& program) { intents_.emplace_back(Build{sandbox::write(program)}); }
    void replace(Line step) {
        Program program = program_;
        program.tasks[task_].steps[at_] = std::move(step);
        edit(program);
    }

    void kinds(const Rect& row) {
        const float gap = controls_.canvas().px(4);
        // As wide as their words are, and together as wide as the row.
        std::array<float, sandbox::step_kinds> widths{};
        float all = gap * (sandbox::step_kinds - 1);
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = controls_.canvas().text_width(kind_word(static_cast<LineKind>(i)), word);
            all += widths[i];
        }
        const float more = std::max(0.0f, (row.width() - all) / sandbox::step_kinds);
        Rect place = row;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto kind = static_cast<LineKind>(i);
            place = place.left(widths[i] + more);
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

    void target(const Rect& row) {
        Canvas& canvas = controls_.canvas();
        const auto list = targets(program_, program_.tasks[task_].loop, step_.kind);
        const float gap = canvas.px(4);
        const auto count = static_cast<float>(std::max<std::size_t>(list.size(), 1));
        const float width = std::min(canvas.px(96), (row.width() - gap * (count - 1)) / count);
        Rect place = row.left(width);
        for (const std::size_t i : list) {
            const ButtonStyle style{.chosen = i == step_.task, .face = word.face, .size = word.size};
            const std::string id = "target" + std::to_string(i);
            if (controls_.button(id.c_str(), snapped(place), program_.tasks[i].name, style) &&
                i != step_.task) {
                Line step = step_;
                step.task = i;
                replace(std::move(step));
            }
            place = place.moved(width + gap, 0);
        }
    }

    void duration(const Rect& row) {
        Canvas& canvas = controls_.canvas();
        struct Change {
            int tenths;
            const char* word;
        };
        constexpr std::array changes{Change{-10, "−1 s"}, Change{-1, "−0.1"}, Change{1, "+0.1"},
                                     Change{10, "+1 s"}};
        const float width = canvas.px(58);
        Rect place = row.left(width);
        for (const Change& change : changes) {
            if (change.tenths == 1) {
                canvas.text(place.left(canvas.px(76)), tenths_text(step_.tenths),
                            {.face = Face::mono, .size = type::body, .align = Align::centre});
                place = place.moved(canvas.px(80), 0);
            }
            if (controls_.button(change.word, snapped(place), change.word, {.size = type::small})) {
                Line step = step_;
                step.tenths = std::clamp(step.tenths + change.tenths, 0, sandbox::most_tenths);
                replace(std::move(step));
            }
            place = place.moved(width + canvas.px(4), 0);
        }
    }

    void place_in_task(const Rect& row) {
        Canvas& canvas = controls_.canvas();
        const float width = canvas.px(44);
        const ButtonStyle earlier{.icon = Icon::chevron_left,
                                  .tip = scene_.word(Str::build_earlier)};
        if (controls_.button("earlier", snapped(row.left(width)), "", earlier) && at_ > 0) {
            swap_with(at_ - 1);
        }
        const ButtonStyle later{.icon = Icon::chevron_right, .tip = scene_.word(Str::build_later)};
        const Rect second = row.left(width).moved(width + canvas.px(4), 0);
        if (controls_.button("later", snapped(second), "", later) &&
            at_ + 1 < program_.tasks[task_].steps.size()) {
            swap_with(at_ + 1);
        }
        const char* drop = scene_.word(Str::build_drop_step);
        if (controls_.button("drop-step", snapped(row.right(controls_.button_width(drop))), drop)) {
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

void draw_sandbox_editor(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents) {
    Editor{controls, scene, intents}.draw(area);
}

}  // namespace coroscope::viz
