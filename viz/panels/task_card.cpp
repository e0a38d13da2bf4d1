#include "viz/panels/task_card.hpp"

#include <string>

#include "viz/panels/panel.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

struct Choice {
    const Task* task = nullptr;
    bool selected = false;  ///< by the person; else it is the one to which something happened last
};

Choice task_to_show(const Scene& scene) {
    const trace::Party party = scene.view.selection;
    Choice choice;
    for (const Task& task : scene.now.tasks) {
        if (task.id == 0) {
            continue;
        }
        if (party == trace::Party::task(task.id)) {
            return {&task, true};
        }
        if (choice.task == nullptr || task.since_seq >= choice.task->since_seq) {
            choice.task = &task;
        }
    }
    return choice;
}

// The lines of the card, one below the other: a word and its value.
class Facts {
public:
    Facts(Canvas& canvas, const Rect& area) : canvas_(canvas), left_(area) {}

    void add(std::string_view word, std::string_view value, ImU32 colour = 0) {
        const float height = canvas_.px(25);
        if (value.empty() || left_.height() < height) {
            return;
        }
        const Rect row = left_.top(height);
        const TextStyle label{.size = type::small, .colour = canvas_.theme().muted};
        const float width = canvas_.text(row, word, label).width() + canvas_.px(8);
        canvas_.text(row.without_left(width), value, {.size = type::small, .colour = colour});
        left_ = left_.without_top(height);
    }

private:
    Canvas& canvas_;
    Rect left_;
};

std::string waits_text(const Scene& scene, const Task& task) {
    if (task.state != TaskState::waiting) {
        return {};
    }
    std::string text{scene.film.recording.string(task.waits_for)};
    if (task.awaits.kind() == trace::PartyKind::task) {
        text += " " + party_text(scene, task.awaits);
    }
    if (task.deadline != no_time) {
        text += " → " + clock_text(task.deadline) + " s";
    }
    return text;
}

std::string origin_text(const Scene& scene, const Task& task) {
    std::string text{task_label(scene, task.created_by)};
    return text + " · t = " + clock_text(task.created_ns) + " s";
}

}  // namespace

void draw_task_card(Canvas& canvas, const Rect& area, const Scene& scene) {
    const auto [task, selected] = task_to_show(scene);
    const trace::Recording& recording = scene.film.recording;
    const Str title_word = selected || task == nullptr ? Str::selected_task : Str::latest_task;
    const Rect inside = panel_frame(canvas, area, scene.word(title_word),
                                    task != nullptr ? recording.string(task->name) : "");
    const auto clip = canvas.clip(inside);
    const Theme& theme = canvas.theme();
    const Rect body = inside.inset(canvas.px(14), canvas.px(8));
    if (task == nullptr) {
        paragraph(canvas, body, scene.word(Str::nothing_selected),
                  {.size = type::small, .colour = theme.muted});
        return;
    }
    const StateLook& look = theme.look(task->state);
    const Rect title = body.top(canvas.px(28));
    const float radius = canvas.px(6);
    canvas.disc({title.min.x + radius, title.centre().y}, radius, theme.task(task->id));
    const std::string_view word = scene.word(state_word(task->state));
    const TextStyle state{
        .face = Face::semibold, .size = type::body, .colour = look.text, .align = Align::right};
    const Rect state_place = canvas.text(title, word, state);
    icon(canvas, look.mark, {state_place.min.x - canvas.px(14), title.centre().y}, canvas.px(13),
         look.text);
    const float taken = title.max.x - state_place.min.x + canvas.px(28);
    canvas.text(title.without_left(3 * radius).without_right(taken), task_label(scene, task->id),
                {.face = Face::bold, .size = type::body});

    Facts facts{canvas, body.without_top(canvas.px(32))};
    facts.add(scene.word(Str::awaits), waits_text(scene, *task));
    facts.add(scene.word(Str::result),
              is_finished(task->state) ? recording.string(task->outcome) : std::string_view{});
    facts.add(scene.word(Str::created_by), origin_text(scene, *task));
    facts.add(scene.word(Str::steps_taken), std::to_string(task->steps));
    if (task->cancel_requests > 0) {
        facts.add(scene.word(Str::cancelling_count), std::to_string(task->cancel_requests),
                  theme.warning);
    }
}

}  // namespace coroscope::viz
