#include "viz/panels/sandbox.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "viz/model/listing.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/sandbox_editor.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

using sandbox::Program;
using Line = sandbox::Step;
using LineKind = sandbox::StepKind;
using sandbox::TaskPlan;

namespace {

/// The state that a step of that kind brings its task into, whose colours its chip has.
Look kind_look(LineKind kind) {
    switch (kind) {
        case LineKind::sleep:
        case LineKind::await_task:
            return Look::waiting;
        case LineKind::blocking_sleep:
            return Look::blocked;
        case LineKind::print:
            return Look::done;
        case LineKind::spawn:
            return Look::ready;
        case LineKind::cancel:
            return Look::cancelled;
    }
    return Look::ready;
}

std::string loop_title(std::size_t loop) {
    return loop == 0 ? "MainThread" : sandbox::thread_name(loop);
}

/// Draws loops, tasks and chips, and collects what is asked of them.
class Plan {
public:
    Plan(Controls& controls, const ScrollArea& scroll, const Scene& scene, Intents& intents)
        : controls_(controls),
          scroll_(scroll),
          scene_(scene),
          intents_(intents),
          program_(scene.sandbox->program),
          marks_(line_marks(scene.now, scene.film.recording, sandbox::cpp_file)) {}

    /// Returns the height of it all.
    float draw() {
        const ImVec2 origin = scroll_.origin();
        y_ = origin.y;
        for (std::size_t loop = 0; loop < program_.loops; ++loop) {
            loop_head(loop);
            for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
                if (program_.tasks[task].loop == loop) {
                    one_task(task);
                }
            }
        }
        return y_ - origin.y;
    }

    /// From where to where in it.
    struct Part {
        float top;
        float bottom;
    };
    /// What is to be seen of it: the step that is chosen, else the one that runs, with its task's
    /// name; nothing where there is neither.
    [[nodiscard]] std::optional<Part> followed() const { return chosen_ ? chosen_ : runs_; }

private:
    void edit(const Program& program) { intents_.emplace_back(Build{sandbox::write(program)}); }
    void choose(std::size_t task, std::size_t step) {
        intents_.emplace_back(ChooseStep{task, step});
    }
    // The next row of that height; it is left out where it is not seen whole.
    Rect next_row(float height, float gap) {
        // The marks that there is more stand at the right, and no button under them.
        const float width = scroll_.view().width() - controls_.canvas().px(22);
        const Rect row = Rect::sized(scroll_.origin().x, y_, width, height);
        y_ += height + gap;
        return row;
    }

    // The cross at the end of a row.
    bool drop_button(const std::string& id, Rect& row, Str tip) {
        Canvas& canvas = controls_.canvas();
        const Rect place = snapped(row.right(canvas.px(28)));
        row = row.without_right(canvas.px(32));
        const ButtonStyle style{.quiet = true, .icon = Icon::cross, .tip = scene_.word(tip)};
        return controls_.button(id.c_str(), place, "", style);
    }

    void loop_head(std::size_t loop) {
        Canvas& canvas = controls_.canvas();
        const Rect row = next_row(canvas.px(34), canvas.px(2));
        if (!scroll_.shows(row)) {
            return;
        }
        Rect rest = row.inset(canvas.px(4), canvas.px(3));
        const std::string number = std::to_string(loop);
        if (program_.loops > 1) {
            Rect cross = rest;
            if (loop != 0 && drop_button("drop-loop" + number, cross, Str::build_drop_thread)) {
                edit(without_loop(program_, loop));
                intents_.emplace_back(ChooseStep{});
            }
            rest = rest.without_right(canvas.px(32));
        }
        const bool full = program_.tasks.size() >= sandbox::most_tasks;
        const ButtonStyle style{.tip = full ? scene_.word(Str::build_full) : ""};
        const float width = controls_.button_width(scene_.word(Str::build_add_task));
        if (controls_.button(("add-task" + number).c_str(), snapped(rest.right(width)),
                             scene_.word(Str::build_add_task), style) &&
            !full) {
            add_task(loop);
        }
        canvas.text(rest.without_right(width), loop_title(loop),
                    {.face = Face::semibold, .size = type::small, .colour = canvas.theme().muted});
    }

    void add_task(std::size_t loop) {
        Program program = program_;
        const std::string name = new_task_name(program);
        program.tasks.push_back({.name = name,
                                 .loop = loop,
                                 .steps = {Line{}, {.kind = LineKind::print, .text = name}}});
        edit(program);
        choose(program_.tasks.size(), 0);
    }

    // Its name and switches, then its steps as chips that wrap.
    void one_task(std::size_t index) {
        Canvas& canvas = controls_.canvas();
        const TaskPlan& task = program_.tasks[index];
        const Rect head = next_row(canvas.px(30), canvas.px(2));
        if (scroll_.shows(head)) {
            task_head(head, index);
        }
        const float height = canvas.px(28);
        const float gap = canvas.px(5);
        const float left = head.min.x + canvas.px(24);
        const float right = head.max.x - canvas.px(6);
        float x = left;
        const auto place = [&](float width) {
            if (x + width > right && x > left) {
                x = left;
                y_ += height + gap;
            }
            const Rect rect = snapped(Rect::sized(x, y_, std::min(width, right - left), height));
            x += width + gap;
            return rect;
        };
        for (std::size_t step = 0; step < task.steps.size(); ++step) {
            const std::string label = step_label(program_, task.steps[step]);
            const float width = canvas.text_width(label, chip_text) + canvas.px(18);
            const Rect rect = place(width);
            follow({head.min, rect.max}, index, step);
            if (scroll_.shows(rect)) {
                chip(rect, label, index, step);
            }
        }
        if (task.steps.size() < sandbox::most_steps) {
            add_step(place(canvas.px(34)), index);
        }
        y_ += height + canvas.px(10);
    }

    void add_step(const Rect& place, std::size_t index) {
        const std::string id = "add-step" + std::to_string(index);
        if (scroll_.shows(place) &&
            controls_.button(id.c_str(), place, "+", {.tip = scene_.word(Str::build_add_step)})) {
            Program program = program_;
            program.tasks[index].steps.emplace_back();
            edit(program);
            choose(index, program.tasks[index].steps.size() - 1);
        }
    }

    void task_head(const Rect& head, std::size_t index) {
        Canvas& canvas = controls_.canvas();
        const TaskPlan& task = program_.tasks[index];
        const std::string number = std::to_string(index);
        Rect rest = head.inset(canvas.px(4), canvas.px(1));
        if (drop_button("drop-task" + number, rest, Str::build_drop_task)) {
            edit(without_task(program_, index));
            intents_.emplace_back(ChooseStep{});
        }
        const char* starts = scene_.word(task.starts ? Str::build_starts : Str::build_spawned);
        const float width = controls_.button_width(starts, {.size = type::tiny});
        const ButtonStyle style{
            .quiet = true, .size = type::tiny, .tip = scene_.word(Str::build_starts_tip)};
        if (controls_.button(("starts" + number).c_str(), snapped(rest.right(width)), starts,
                             style)) {
            Program program = program_;
            program.tasks[index].starts = !task.starts;
            edit(program);
        }
        const std::string label = task.name + "()";
        const ImVec2 dot{rest.min.x + canvas.px(8), rest.centre().y};
        const trace::TaskId alive = last_called(label);
        canvas.disc(dot, canvas.px(5.5f),
                    alive != 0 ? canvas.theme().task(alive) : canvas.theme().control_edge);
        canvas.text(rest.without_right(width + canvas.px(6)).without_left(canvas.px(20)), label,
                    {.face = Face::bold, .size = type::body});
    }

    // The task that was made last of that coroutine at the cursor, or 0.
    [[nodiscard]] trace::TaskId last_called(std::string_view label) const {
        for (std::size_t id = scene_.now.tasks.size(); id-- > 1;) {
            if (task_label(scene_, scene_.now.tasks[id].id) == label) {
                return scene_.now.tasks[id].id;
            }
        }
        return 0;
    }

    // `named`: from the task's name down to the step.
    void follow(const Rect& named, std::size_t task, std::size_t step) {
        const float origin = scroll_.origin().y;
        const Part part{named.min.y - origin, named.max.y + controls_.canvas().px(6) - origin};
        if (is_chosen(task, step)) {
            chosen_ = part;
        } else if (is_running(mark_of(task, step))) {
            runs_ = part;
        }
    }

    [[nodiscard]] bool is_chosen(std::size_t task, std::size_t step) const {
        return scene_.view.building.task == task && scene_.view.building.step == step;
    }

    static bool is_running(const LineMark* mark) {
        return mark != nullptr && mark->activity == LineActivity::running;
    }

    void chip(const Rect& rect, const std::string& label, std::size_t task, std::size_t step) {
        Canvas& canvas = controls_.canvas();
        const Theme& theme = canvas.theme();
        const std::string id = "chip" + std::to_string(task) + "." + std::to_string(step);
        const auto response = controls_.area(id.c_str(), rect);
        const LineMark* mark = mark_of(task, step);
        const bool runs = is_running(mark);
        const StateLook& look =
            theme.look(runs ? Look::running : kind_look(program_.tasks[task].steps[step].kind));
        const bool chosen = is_chosen(task, step);
        canvas.box(rect, look.fill, chosen ? theme.focus : look.edge, canvas.px(6),
                   chosen || runs ? 2.5f : 1);
        TextStyle style = chip_text;
        style.colour = look.ink;
        style.align = Align::centre;
        canvas.text(rect, label, style);
        waiting_dots(rect, mark);
        if (response.focused) {
            controls_.focus_ring(rect, canvas.px(6));
        }
        if (response.pressed) {
            chosen ? choose(Building::none, Building::none) : choose(task, step);
        }
    }

    // A dot on the chip's edge for each task that waits at this step.
    void waiting_dots(const Rect& rect, const LineMark* mark) {
        if (mark == nullptr) {
            return;
        }
        Canvas& canvas = controls_.canvas();
        float x = rect.max.x - canvas.px(8);
        for (const trace::TaskId task : mark->suspended) {
            canvas.disc({x, rect.min.y + canvas.px(1)}, canvas.px(6), canvas.theme().panel);
            canvas.disc({x, rect.min.y + canvas.px(1)}, canvas.px(4.5f), canvas.theme().task(task));
            x -= canvas.px(8);
        }
    }

    [[nodiscard]] const LineMark* mark_of(std::size_t task, std::size_t step) const {
        const int line = scene_.sandbox->source.tasks[task].steps[step];
        const auto found = std::ranges::find(marks_, line, &LineMark::line);
        return line == 0 || found == marks_.end() ? nullptr : &*found;
    }

    static constexpr TextStyle chip_text{.face = Face::mono, .size = type::small};

    Controls& controls_;
    const ScrollArea& scroll_;
    const Scene& scene_;
    Intents& intents_;
    const Program& program_;
    std::vector<LineMark> marks_;
    float y_ = 0;
    std::optional<Part> chosen_;
    std::optional<Part> runs_;
};

}  // namespace

std::string step_label(const Program& program, const Line& step) {
    std::string label{kind_word(step.kind)};
    if (step.kind == LineKind::print) {
        return label + " \"" + step.text + "\"";
    }
    return label + " " +
           (speaks_of_a_task(step.kind) ? program.tasks[step.task].name : tenths_text(step.tenths));
}

void draw_sandbox(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const bool edits = chosen_step(scene) != nullptr;
    const Rect strip = area.bottom(edits ? sandbox_editor_height(canvas, area.width()) : 0);
    const Rect body = area.without_bottom(strip.height()).inset(canvas.px(8), canvas.px(6));
    {
        ScrollArea scroll{canvas, "sandbox tasks", body};
        Controls inner{scroll.canvas(), controls.state()};
        Plan plan{inner, scroll, scene, intents};
        scroll.content(plan.draw());
        if (const auto part = plan.followed(); scene.moved && part) {
            scroll.reveal(part->top, part->bottom);
        }
    }
    if (edits) {
        draw_sandbox_editor(controls, strip, scene, intents);
    }
}

void draw_sandbox_buttons(Controls& controls, const Rect& header, const Scene& scene,
                          Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect rest = header;
    const auto button = [&](const char* id, Str word, std::string_view tip) {
        const float width = controls.button_width(scene.word(word));
        const ButtonStyle style{.quiet = true, .tip = tip};
        const bool pressed =
            controls.button(id, snapped(rest.right(width)), scene.word(word), style);
        rest = rest.without_right(width + canvas.px(4));
        return pressed;
    };
    // Where there is no room for both, the listing is saved from the command palette.
    const float both = controls.button_width(scene.word(Str::build_save)) + canvas.px(4) +
                       controls.button_width(scene.word(Str::build_add_thread));
    if (both <= header.width() &&
        button("save-listing", Str::build_save, scene.word(Str::do_save_listing))) {
        intents.emplace_back(OpenPathCard{PathCard::save_listing});
    }
    const bool full = scene.sandbox->program.loops >= sandbox::most_loops;
    if (button("add-thread", Str::build_add_thread, full ? scene.word(Str::build_full) : "") &&
        !full) {
        sandbox::Program program = scene.sandbox->program;
        ++program.loops;
        intents.emplace_back(Build{sandbox::write(program)});
    }
}

}  // namespace coroscope::viz
