#include "viz/panels/code_touch.hpp"

#include <algorithm>

#include "viz/model/names.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

// The selected task, if it sleeps here; else the first that does.
TaskId sleeper_at(const Scene& scene, const LineMark& mark) {
    TaskId found = 0;
    for (const TaskId task : mark.suspended) {
        const Task& each = scene.now.tasks[task];
        if (known_string(scene.film.recording, each.waits_for) != "sleep" ||
            each.state != TaskState::waiting) {
            continue;
        }
        if (scene.view.selection == trace::Party::task(task)) {
            return task;
        }
        found = found == 0 ? task : found;
    }
    return found;
}

}  // namespace

bool draw_sleep_chip(Controls& controls, const Rect& row, float text_end, const Scene& scene,
                     const LineMark& mark, Intents& intents) {
    const TaskId task = scene.film.touchable ? sleeper_at(scene, mark) : 0;
    if (task == 0) {
        return false;
    }
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const TextStyle style{.face = Face::mono, .size = type::tiny, .colour = theme.text};
    const std::string label = "time.sleep";
    const float width = canvas.text_width(label, style) + canvas.px(46);
    const Rect chip = snapped(Rect::sized(row.max.x - canvas.px(6) - width,
                                          row.centre().y - canvas.px(10), width, canvas.px(20)));
    if (text_end + canvas.px(8) > chip.min.x) {
        return false;
    }
    const Controls::Response response =
        controls.area(("block" + std::to_string(mark.line)).c_str(), chip);
    canvas.box(chip, response.hovered ? theme.control_hover : theme.control,
               theme.look(Look::blocked).edge, canvas.px(10));
    canvas.disc({chip.min.x + canvas.px(12), chip.centre().y}, canvas.px(4), theme.task(task));
    icon(canvas, Icon::square, {chip.min.x + canvas.px(26), chip.centre().y}, canvas.px(9),
         theme.look(Look::blocked).edge);
    const auto container = canvas.container(chip);
    canvas.text(chip.without_left(canvas.px(36)), label, style);
    if (response.focused) {
        controls.focus_ring(chip, canvas.px(10));
    }
    if (response.hovered) {
        tooltip(canvas,
                std::string{task_label(scene, task)} + "\n" + scene.word(Str::block_chip_tip));
    }
    if (response.pressed) {
        intents.emplace_back(Touch{Intervention::Action::block, trace::Party::task(task), {}});
    }
    return true;
}

}  // namespace coroscope::viz
