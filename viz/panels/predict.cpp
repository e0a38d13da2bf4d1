#include "viz/panels/predict.hpp"

#include <algorithm>

#include "viz/model/names.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/choices.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

// The lesson's question in the form of those made by rule.
Question from_lesson(const lessons::Part& part, Language language) {
    Question question;
    question.kind = QuestionKind::lesson;
    question.ask = in(language, part.heading);
    question.why = in(language, part.text);
    for (const lessons::Option& option : part.options) {
        if (option.right) {
            question.right = question.choices.size();
        }
        question.choices.push_back({std::string{in(language, option.text)}, {}, {}});
    }
    return question;
}

// What a program prints and calls its tasks is no Markdown.
std::string quoted(const Question& question, const std::string& text) {
    if (question.kind == QuestionKind::lesson || text.empty() ||
        text.find('`') != std::string::npos) {
        return text;
    }
    const bool code =
        question.kind == QuestionKind::prints || question.kind == QuestionKind::cancels;
    return code ? "`" + text + "`" : text;
}

std::vector<std::string> choice_texts(const Question& question) {
    std::vector<std::string> texts;
    for (const Answer& choice : question.choices) {
        texts.push_back(quoted(question, choice.text));
    }
    return texts;
}

std::optional<Question> question_at_beat(const Scene& scene, std::size_t beat) {
    const World world = scene.film.keyframes.at(scene.film.beats[beat].seq);
    return question_for(scene.lesson, scene.film, scene.part_beats, world, beat,
                        scene.view.language);
}

// What came of the last guess, in a sentence or two.
std::string verdict(const Scene& scene, const Question& question, int guess) {
    const Language language = scene.view.language;
    const bool right = guess == static_cast<int>(question.right);
    std::string text = "**" +
                       std::string{scene.word(right ? Str::answer_right : Str::answer_wrong)} +
                       "** " + question.why;
    const auto taken = static_cast<std::size_t>(guess);
    if (!right && taken < question.choices.size() && !question.choices[taken].why_not.empty()) {
        text += (language == Language::chinese ? "" : " ") +
                tr(language, Str::not_that_one,
                   {question.choices[taken].text, question.choices[taken].why_not});
    }
    return text;
}

std::string score(const Scene& scene) {
    const Prediction& game = scene.view.prediction;
    return tr(scene.view.language, Str::score,
              {std::to_string(game.right), std::to_string(game.asked)});
}

// A strip in the colour of its outcome.
float draw_verdict(Canvas& canvas, const Rect& area, const Scene& scene, const TextSizes& sizes) {
    const Prediction& game = scene.view.prediction;
    if (game.revealed < 0) {
        return 0;
    }
    const auto question = question_at_beat(scene, game.before);
    if (!question) {
        return 0;
    }
    const bool right = game.revealed == static_cast<int>(question->right);
    const StateLook& look = canvas.theme().look(right ? Look::running : Look::cancelled);
    const auto blocks = parse_markdown(verdict(scene, *question, game.revealed));
    const float inner = area.width() - canvas.px(52);
    const float height = text_height(canvas, blocks, inner, sizes) + canvas.px(12);
    const Rect card = snapped(area.top(height));
    canvas.box(card, canvas.theme().well, look.edge, canvas.px(6));
    icon(canvas, right ? Icon::check : Icon::cross, {card.min.x + canvas.px(20), card.centre().y},
         canvas.px(16), look.text);
    draw_blocks(canvas, card, {card.min.x + canvas.px(40), card.min.y + canvas.px(6)}, inner,
                blocks, sizes);
    return height + canvas.px(10);
}

struct Asked {
    std::vector<Block> heading;
    std::vector<std::string> choices;
    ChoiceList list;

    [[nodiscard]] float height(const Canvas& canvas, float width, const TextSizes& sizes) const {
        return text_height(canvas, heading, width, sizes) + canvas.px(10) +
               choices_height(canvas, list, width, sizes);
    }
};

// The largest letters, then the roomiest rows, that fit.
TextSizes fit(const Canvas& canvas, Asked& asked, float width, float height) {
    for (const TextSizes& sizes : all_text_sizes()) {
        for (const float pad : {16.0f, 10.0f, 6.0f, 3.0f}) {
            asked.list.pad = pad;
            if (asked.height(canvas, width, sizes) <= height) {
                return sizes;
            }
        }
    }
    return all_text_sizes().back();
}

// What holds at this beat, which is why there is nothing to choose between: of the loops that run,
// or that none does. Nothing of it is known from what comes.
std::vector<std::string> why_nothing(const Scene& scene) {
    const World& now = scene.now;
    const trace::Recording& recording = scene.film.recording;
    std::vector<std::string> reasons;
    const auto say = [&](Str id, Party party) {
        const std::string name = "`" + party_label(recording, now, party) + "`";
        reasons.push_back(tr(scene.view.language, id, {name}));
    };
    for (const Loop& loop : now.loops) {
        const bool runs = loop.id != 0 && (loop.activity == LoopActivity::in_batch ||
                                           loop.activity == LoopActivity::selecting);
        if (!runs) continue;
        if (loop.current) {
            say(Str::predict_running, loop.current);
        } else {
            const bool selects = loop.activity == LoopActivity::selecting && loop.ready.empty();
            say(selects ? Str::predict_selecting : Str::predict_between,
                Party::thread(loop.thread));
        }
    }
    if (reasons.empty()) {
        reasons.emplace_back(scene.word(Str::predict_plain));
    }
    return reasons;
}

// Where nothing is asked: why, what is asked elsewhere, and how the class has done so far.
void draw_nothing_asked(Canvas& canvas, const Rect& area, const Scene& scene, bool ended) {
    const Prediction& game = scene.view.prediction;
    std::string text =
        "## " + std::string{scene.word(ended ? Str::predict_end : Str::predict_nothing)} + "\n\n";
    if (!ended) {
        for (const std::string& reason : why_nothing(scene)) {
            text += reason + "\n\n";
        }
        text += "> " + std::string{scene.word(Str::predict_asked)} + "\n\n";
    }
    text += game.asked == 0 ? std::string{scene.word(Str::predict_none_yet)}
                            : tr(scene.view.language, Str::predict_so_far,
                                 {std::to_string(game.asked), std::to_string(game.right)});
    if (ended) {
        text += "\n\n" + std::string{scene.word(Str::predict_leave)};
    }
    const std::vector<Block> blocks = parse_markdown(text);
    std::vector<TextSizes> tried{{type::title, type::title, type::heading, 1.5f}};
    tried.insert(tried.end(), all_text_sizes().begin(), all_text_sizes().end());
    const auto fits = [&](const TextSizes& sizes) {
        return text_height(canvas, blocks, area.width(), sizes) <= area.height();
    };
    const auto found = std::ranges::find_if(tried, fits);
    draw_blocks(canvas, area, area.min, area.width(), blocks,
                found == tried.end() ? tried.back() : *found);
}

void draw_question(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const std::size_t beat = beat_at(scene.film.beats, scene.view.playback.position);
    const auto question = question_at_beat(scene, beat);
    const Prediction& game = scene.view.prediction;
    const bool ended = beat >= scene.film.beats.last();
    if (!question) {
        draw_nothing_asked(canvas, area, scene, ended);
        return;
    }
    Asked asked;
    asked.heading = parse_markdown("## " + question->ask);
    asked.choices = choice_texts(*question);
    asked.list.texts = asked.choices;
    asked.list.taken = game.at == beat ? game.guess : -1;
    asked.list.columns = area.width() > canvas.px(440) ? 2 : 1;
    const TextSizes sizes = fit(canvas, asked, area.width(), area.height() - canvas.px(30));
    float y = area.min.y;
    y += draw_blocks(canvas, area, {area.min.x, y}, area.width(), asked.heading, sizes);
    y += canvas.px(10);
    const int pressed = draw_choices(controls, {area.min.x, y}, area.width(), asked.list, sizes);
    y += choices_height(canvas, asked.list, area.width(), sizes);
    if (pressed >= 0) {
        intents.emplace_back(Guess{pressed});
    }
    const Rect strip = Rect::sized(area.min.x, y + canvas.px(4), area.width(), canvas.px(24));
    if (strip.max.y <= area.max.y) {
        canvas.text(strip,
                    scene.word(asked.list.taken < 0 ? Str::predict_choose : Str::predict_step),
                    {.size = type::small, .colour = canvas.theme().muted});
    }
}

}  // namespace

std::optional<Question> question_for(const lessons::Lesson& lesson, const Film& film,
                                     std::span<const std::size_t> part_beats, const World& world,
                                     std::size_t beat, Language language) {
    for (std::size_t part = 0; part < part_beats.size() && part < lesson.parts.size(); ++part) {
        if (lesson.parts[part].kind == lessons::PartKind::question &&
            part_beats[part] == beat + 1) {
            return from_lesson(lesson.parts[part], language);
        }
    }
    return question_at(film.recording, film.beats, world, beat, language);
}

void draw_predict(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect inside = panel_frame(canvas, area, scene.word(Str::predict_title), score(scene));
    inside = inside.inset(canvas.px(16), canvas.px(12));
    const bool roomy = inside.height() > canvas.px(300);
    const TextSizes sizes{type::heading, roomy ? type::heading : type::body, type::small, 1.4f};
    inside = inside.without_top(draw_verdict(canvas, inside, scene, sizes));
    draw_question(controls, inside, scene, intents);
}

}  // namespace coroscope::viz
