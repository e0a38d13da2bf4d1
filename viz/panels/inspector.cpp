#include "viz/panels/inspector.hpp"

#include <string>

#include "viz/model/inspection.hpp"
#include "viz/model/names.hpp"
#include "viz/model/wait_words.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_words.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

// The facts, one below the other: a word and its value, in the order of their worth.
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
    const trace::Recording& recording = scene.film.recording;
    std::string words = brief_wait_words(recording, scene.now, task, scene.view.language);
    if (!sleeps(recording, task)) {
        return words;
    }
    return is_never(task.deadline) ? words + "(inf)"
                                   : words + " → " + clock_text(task.deadline) + " s";
}

std::string origin_text(const Scene& scene, const Task& task) {
    const std::string who{task_label(scene, task.created_by)};
    return tr(scene.view.language, Str::by_whom, {who, clock_text(task.created_ns)});
}

template <class Items, class Name>
std::string joined(const Items& items, const Name& name) {
    std::string text;
    for (const auto& item : items) {
        text += (text.empty() ? "" : " · ") + std::string{name(item)};
    }
    return text;
}

Str word_of(Look look) {
    switch (look) {
        case Look::ready:
            return Str::ready;
        case Look::running:
            return Str::running;
        case Look::waiting:
            return Str::waiting;
        case Look::done:
            return Str::done;
        case Look::failed:
            return Str::failed;
        case Look::cancelled:
            return Str::cancelled;
        case Look::destroyed:
            return Str::destroyed;
        case Look::blocked:
            return Str::blocked;
    }
    return Str::ready;
}

void draw_title(Canvas& canvas, const Rect& title, const Scene& scene, trace::Party party,
                Look look_name) {
    const StateLook& look = canvas.theme().look(look_name);
    const float radius = canvas.px(7);
    const ImVec2 centre{title.min.x + radius, title.centre().y};
    if (party.kind() == trace::PartyKind::task) {
        canvas.disc(centre, radius, canvas.theme().task(party.number()));
    } else {
        icon(canvas, Icon::circle, centre, 2 * radius, canvas.theme().muted);
    }
    const std::string_view word = scene.word(word_of(look_name));
    const TextStyle state{
        .face = Face::semibold, .size = type::body, .colour = look.text, .align = Align::right};
    const Rect state_place = canvas.text(title, word, state);
    icon(canvas, look.mark, {state_place.min.x - canvas.px(14), title.centre().y}, canvas.px(13),
         look.text);
    const float taken = title.max.x - state_place.min.x + canvas.px(28);
    const Rect place = title.without_left(3 * radius).without_right(taken);
    const std::string whole = party_label(scene.film.recording, scene.now, party);
    std::string_view name = whole;
    TextStyle style{.face = Face::bold, .size = type::heading};
    const auto fits = [&] { return canvas.text_width(name, style) <= place.width(); };
    for (const float size : {type::body, type::small, type::tiny}) {
        if (!fits()) style.size = size;
    }
    if (!fits()) name = without_class(name);
    canvas.text(place, name, style);
}

// The sentence on a ground of its own with a bar in the state's colour; returns its height.
float draw_why(Canvas& canvas, const Rect& area, Look look_name, const std::string& sentence) {
    const StateLook& look = canvas.theme().look(look_name);
    const TextStyle style{.size = type::small};
    const Rect inner = area.inset(canvas.px(12), canvas.px(7));
    const auto lines = wrap(canvas, sentence, inner.width(), style);
    const float height = canvas.line_height(style) * static_cast<float>(lines.size());
    const Rect box = snapped(area.top(height + canvas.px(14)));
    canvas.fill(box, canvas.theme().well, canvas.px(5));
    canvas.fill(box.left(canvas.px(3)), look.edge);
    const auto container = canvas.container(box);
    paragraph(canvas, inner, sentence, style);
    return box.height();
}

// Who waits for whom, as names with arrows between them; each can be clicked. Returns its height.
float draw_chain(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
                 Intents& intents) {
    Canvas& canvas = controls.canvas();
    if (why.chain.size() < 2 || area.height() < canvas.px(28)) {
        return 0;
    }
    const Rect row = area.top(canvas.px(28));
    Rect rest = row;
    for (std::size_t i = 0; i < why.chain.size(); ++i) {
        const Party party = why.chain[i];
        const bool task =
            party.kind() == trace::PartyKind::task || party.kind() == trace::PartyKind::handle;
        const std::string whole = party_label(scene.film.recording, scene.now, party);
        const std::string name{party.kind() == trace::PartyKind::task ? without_class(whole)
                                                                      : std::string_view{whole}};
        const float arrow = i > 0 ? canvas.px(20) : 0;
        const ButtonStyle style{.chosen = scene.view.selection == party, .quiet = true};
        const float width = controls.button_width(name, style) - canvas.px(8);
        if (arrow + width > rest.width()) {
            break;
        }
        if (i > 0) {
            canvas.text(
                rest.left(arrow), "→",
                {.size = type::small, .colour = canvas.theme().muted, .align = Align::centre});
        }
        const Rect place = snapped(rest.without_left(arrow).left(width).inset(0, canvas.px(2)));
        if (!task) {
            canvas.text(place, name,
                        {.size = type::small,
                         .colour = canvas.theme().look(Look::blocked).text,
                         .align = Align::centre});
        } else if (controls.button(("chain" + std::to_string(i)).c_str(), place, name, style)) {
            intents.emplace_back(Select{party});
        }
        rest = rest.without_left(arrow + width);
    }
    return row.height();
}

// What can be done to the task here: cancel it, or anything else. Returns its height.
float draw_actions(Controls& controls, const Rect& area, const Scene& scene, trace::Party party,
                   Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect row = area.top(canvas.px(40)).inset(0, canvas.px(4));
    const ButtonStyle cancel{.icon = Icon::cross, .face = Face::mono};
    const float width = controls.button_width("cancel()", cancel);
    if (controls.button("cancel", snapped(row.left(width)), "cancel()", cancel)) {
        intents.emplace_back(Touch{Intervention::Action::cancel, party, {}});
    }
    row = row.without_left(width + canvas.px(8));
    const std::string_view word = scene.word(Str::touch_more);
    const ButtonStyle more{.icon = Icon::chevron_down};
    const Rect place = snapped(row.left(std::min(row.width(), controls.button_width(word, more))));
    if (controls.button("more", place, word, more)) {
        intents.emplace_back(
            OpenMenu{{.open = true, .task = party, .x = place.min.x, .y = place.max.y}});
    }
    return canvas.px(40);
}

void draw_facts(Canvas& canvas, const Rect& area, const Scene& scene, const Task& task) {
    const trace::Recording& recording = scene.film.recording;
    const Inspection more = inspect(recording, scene.now, task.id);
    const auto name = [&](Party party) { return party_text(scene, party); };
    Facts facts{canvas, area};
    facts.add(scene.word(Str::awaits), waits_text(scene, task));
    facts.add(scene.word(Str::result),
              is_finished(task.state) ? recording.string(task.outcome) : std::string_view{});
    if (task.cancel_requests > 0) {
        facts.add(scene.word(Str::cancelling_count), std::to_string(task.cancel_requests),
                  canvas.theme().warning);
    }
    facts.add(scene.word(Str::waited_for_by), joined(more.awaited_by, name));
    facts.add(scene.word(Str::created_by), origin_text(scene, task));
    facts.add(scene.word(state_word(task.state)),
              tr(scene.view.language, Str::since, {clock_text(task.since_ns)}));
    facts.add(scene.word(Str::callbacks),
              joined(more.callbacks, [](const std::string& label) { return label; }));
    facts.add(scene.word(Str::steps_taken), std::to_string(task.steps));
}

}  // namespace

trace::Party inspected(const Scene& scene) {
    const trace::Party party = scene.view.selection;
    if (party.kind() == trace::PartyKind::handle) {
        return party;
    }
    const Task* latest = nullptr;
    for (const Task& task : scene.now.tasks) {
        if (task.id == 0) {
            continue;
        }
        if (party == trace::Party::task(task.id)) {
            return party;
        }
        if (latest == nullptr || task.since_seq >= latest->since_seq) {
            latest = &task;
        }
    }
    if (latest != nullptr) {
        return trace::Party::task(latest->id);
    }
    for (const Loop& loop : scene.now.loops) {
        for (const trace::Party queued : loop.ready) {
            return queued;
        }
        if (loop.current.kind() == trace::PartyKind::handle) {
            return loop.current;
        }
    }
    return {};
}

void draw_inspection(Controls& controls, const Rect& inside, const Scene& scene, const Why& why,
                     Intents& intents) {
    Canvas& canvas = controls.canvas();
    const auto clip = canvas.clip(inside);
    Rect body = inside.inset(canvas.px(14), canvas.px(8));
    const trace::Party party = inspected(scene);
    if (!party) {
        paragraph(canvas, body, scene.word(Str::nothing_selected),
                  {.size = type::small, .colour = canvas.theme().muted});
        return;
    }
    const bool task = party.kind() == trace::PartyKind::task;
    const TokenFace face = token_face(
        {scene.film.recording, scene.now, static_cast<double>(scene.now.t_ns), scene.view.language},
        party);
    const Look look = task                 ? look_of(scene.now.tasks[party.number()].state)
                      : face.label.empty() ? Look::done  // it has run and is gone
                                           : face.look;
    draw_title(canvas, body.top(canvas.px(28)), scene, party, look);
    body = body.without_top(canvas.px(36));
    body = body.without_top(draw_why(canvas, body, look, why.sentence) + canvas.px(4));
    body = body.without_top(draw_chain(controls, body, scene, why, intents));
    if (task && scene.can_touch() && body.height() >= canvas.px(36)) {
        body = body.without_top(draw_actions(controls, body, scene, party, intents));
    }
    if (task) {
        draw_facts(canvas, body, scene, scene.now.tasks[party.number()]);
    }
}

void draw_inspector(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
                    Intents& intents) {
    const trace::Party party = inspected(scene);
    const bool task = party.kind() == trace::PartyKind::task;
    const bool latest = party != scene.view.selection;
    const std::string_view name =
        task    ? scene.film.recording.string(scene.now.tasks[party.number()].name)
        : party ? scene.word(Str::callback)
                : std::string_view{};
    const Str title = latest && task ? Str::latest_task : Str::inspector;
    const Rect inside = panel_frame(controls.canvas(), area, scene.word(title), name);
    draw_inspection(controls, inside, scene, why, intents);
}

}  // namespace coroscope::viz
