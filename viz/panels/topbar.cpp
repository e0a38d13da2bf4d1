#include "viz/panels/topbar.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "viz/panels/commands.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {

namespace {

std::string_view title_of(const lessons::Lesson& lesson, Language language) {
    return language == Language::chinese ? lesson.title_zh : lesson.title_en;
}

// Neighbours in the table: the lessons before and after the present one, or null.
struct Neighbours {
    const lessons::Lesson* before = nullptr;
    const lessons::Lesson* after = nullptr;
};

Neighbours neighbours_of(const lessons::Lesson& lesson) {
    Neighbours result;
    for (const lessons::Lesson& each : lessons::all()) {
        if (each.number < lesson.number) {
            result.before = &each;
        } else if (each.number > lesson.number && result.after == nullptr) {
            result.after = &each;
        }
    }
    return result;
}

// What the bar leaves out where it is narrow: the title comes first. Everything left out has a key.
struct Brevity {
    bool interrupt = false;  // brief names
    bool variants = false;
    bool name = false;  // left out altogether
    bool theme = false;
    bool predict = false;
};

constexpr Brevity brevities[] = {{},
                                 {.interrupt = true},
                                 {.interrupt = true, .variants = true},
                                 {.interrupt = true, .variants = true, .name = true},
                                 {.interrupt = true, .variants = true, .name = true, .theme = true},
                                 {true, true, true, true, true}};

// Takes pieces off the two ends of the bar.
class Bar {
public:
    Bar(Canvas& canvas, const Rect& area)
        : canvas_(canvas), left_(area.inset(canvas.px(14), (area.height() - canvas.px(36)) / 2)) {}

    Rect from_left(float width, float gap) {
        const Rect piece = snapped(left_.left(width));
        left_ = left_.without_left(width + canvas_.px(gap));
        return piece;
    }
    Rect from_right(float width, float gap) {
        const Rect piece = snapped(left_.right(width));
        left_ = left_.without_right(width + canvas_.px(gap));
        return piece;
    }
    [[nodiscard]] float room() const { return left_.width(); }

private:
    Canvas& canvas_;
    Rect left_;
};

constexpr ButtonStyle title_style{.quiet = true, .icon = Icon::chevron_down, .size = type::body};
constexpr TextStyle name_style{.face = Face::bold, .size = type::heading};

void settings(Controls& controls, Bar& bar, const Scene& scene, const Brevity& brevity,
              Intents& intents) {
    Canvas& canvas = controls.canvas();
    const ButtonStyle present{
        .chosen = scene.view.presenting, .icon = Icon::screen, .tip = scene.word(Str::present_tip)};
    if (controls.button("present", bar.from_right(canvas.px(40), 8), "", present)) {
        intents.emplace_back(Present{!scene.view.presenting});
    }
    const ButtonStyle help{.icon = Icon::question, .tip = scene.word(Str::show_keys)};
    if (controls.button("help", bar.from_right(canvas.px(40), 8), "", help)) {
        intents.emplace_back(OpenHelp{!scene.view.help_open});
    }
    if (!brevity.theme) {
        const ButtonStyle style{.icon = Icon::half_moon, .tip = scene.word(Str::switch_theme)};
        if (controls.button("theme", bar.from_right(canvas.px(40), 8), "", style)) {
            intents.emplace_back(SetTheme{next_theme(scene.view.theme)});
        }
    }
    if (canvas.fonts().has_chinese()) {
        const ButtonStyle style{.icon = Icon::globe};
        const std::string_view word = scene.word(Str::switch_language);
        const float width = controls.button_width(word, style);
        if (controls.button("language", bar.from_right(width, 8), word, style)) {
            const bool chinese = scene.view.language == Language::chinese;
            intents.emplace_back(SetLanguage{chinese ? Language::english : Language::chinese});
        }
    }
    if (brevity.predict) {
        return;
    }
    const bool predicting = scene.view.prediction.on;
    const ButtonStyle predict{.chosen = predicting, .tip = scene.word(Str::predict_tip)};
    const std::string_view word = scene.word(Str::predict);
    if (controls.button("predict", bar.from_right(controls.button_width(word, predict), 16), word,
                        predict)) {
        intents.emplace_back(Predict{!predicting});
    }
}

// Ctrl-C at the cursor; greyed with the reason where nobody would take it.
void interrupt(Controls& controls, Bar& bar, const Scene& scene, std::string_view label,
               Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const Touch wish{};
    const Refusal refusal = refused(scene, wish);
    const Rect place = bar.from_right(controls.button_width(label), 14);
    const Controls::Response response = controls.area("interrupt", place);
    const bool possible = !refusal || (scene.busy && scene.film.touchable);
    canvas.box(place, response.hovered && possible ? theme.warning_fill : theme.control,
               possible ? theme.warning : theme.control_edge, canvas.px(6), possible ? 1.5f : 1);
    const auto container = canvas.container(place);
    canvas.text(place, label,
                {.size = type::small,
                 .colour = possible ? theme.text : theme.muted,
                 .align = Align::centre});
    if (response.focused) {
        controls.focus_ring(place, canvas.px(6));
    }
    if (response.hovered) {
        tooltip(canvas, possible ? scene.word(Str::interrupt_tip)
                                 : reason_text(refusal, scene.view.language));
    }
    if (response.pressed && possible) {
        intents.emplace_back(wish);
    }
}

// Where the bar is narrow. The choice's own name says little where it is about an await.
std::string_view brief_label(std::string_view variant, std::string_view choice) {
    if (variant != "read") return choice;
    return choice == "awaited" ? "await read()" : "read()";
}

std::string_view variant_label(const Brevity& brevity, std::string_view variant,
                               std::string_view choice) {
    return brevity.variants ? brief_label(variant, choice) : choice_label(variant, choice);
}

// One segmented control for each variant, from the right so that the first stands leftmost.
void variants(Controls& controls, Bar& bar, const Scene& scene, const Brevity& brevity,
              Intents& intents) {
    const auto all = scene.lesson.variants;
    for (std::size_t v = all.size(); v-- > 0;) {
        const lessons::Variant& variant = all[v];
        const std::string_view present = choice_of(scene.program, variant.name);
        for (std::size_t c = variant.choices.size(); c-- > 0;) {
            const std::string_view choice = variant.choices[c];
            const bool chosen = choice == present;
            const std::string_view label = variant_label(brevity, variant.name, choice);
            const ButtonStyle style{.chosen = chosen, .face = Face::mono};
            const float width = controls.button_width(label, style);
            const Rect place = bar.from_right(width, c == 0 ? 14 : 0);
            const std::string id = std::string{variant.name} + "=" + std::string{choice};
            if (controls.button(id.c_str(), place, label, style) && !chosen) {
                intents.emplace_back(SetVariant{std::string{variant.name}, std::string{choice}});
            }
        }
    }
}

std::string_view interrupt_label(const Brevity& brevity) {
    return brevity.interrupt ? "^C" : "^C KeyboardInterrupt";
}

std::string title_label(const Scene& scene) {
    std::string label{title_of(scene.lesson, scene.view.language)};
    if (scene.lesson.number > 0) {  // else it is a file's recording
        label = std::to_string(scene.lesson.number) + " / " +
                std::to_string(lessons::all().back().number) + "   " + label;
    }
    return label;
}

// How wide everything in the bar is together, in screen pixels.
float width_of_all(const Controls& controls, const Canvas& canvas, const Scene& scene,
                   const Brevity& brevity) {
    float width = canvas.px(28 + 2 * (36 + 6) + 2 * 48);  // margins, two arrows, two squares
    width += controls.button_width(title_label(scene), title_style);
    width += controls.button_width(interrupt_label(brevity)) + canvas.px(14);
    if (!brevity.name)
        width += std::ceil(canvas.text_width("coroscope", name_style)) + canvas.px(23);
    if (!brevity.theme) width += canvas.px(48);
    if (!brevity.predict) width += controls.button_width(scene.word(Str::predict)) + canvas.px(16);
    if (canvas.fonts().has_chinese()) {
        const ButtonStyle style{.icon = Icon::globe};
        width += controls.button_width(scene.word(Str::switch_language), style) + canvas.px(8);
    }
    for (const lessons::Variant& variant : scene.lesson.variants) {
        for (const std::string_view choice : variant.choices) {
            const std::string_view label = variant_label(brevity, variant.name, choice);
            width += controls.button_width(label, {.face = Face::mono});
        }
        width += canvas.px(14);
    }
    return width;
}

// As much as there is room for.
Brevity brevity_for(const Controls& controls, const Canvas& canvas, const Scene& scene,
                    float room) {
    const auto* const found =
        std::find_if(std::begin(brevities), std::end(brevities), [&](const Brevity& brevity) {
            return width_of_all(controls, canvas, scene, brevity) <= room;
        });
    return found == std::end(brevities) ? std::end(brevities)[-1] : *found;
}

void lesson_switch(Controls& controls, Bar& bar, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Neighbours around = neighbours_of(scene.lesson);
    const ButtonStyle back{.icon = Icon::chevron_left, .tip = scene.word(Str::previous_lesson)};
    if (controls.button("previous", bar.from_left(canvas.px(36), 6), "", back) &&
        around.before != nullptr) {
        intents.emplace_back(OpenLesson{around.before->number});
    }
    const std::string label = title_label(scene);
    ButtonStyle style = title_style;
    style.chosen = scene.view.chooser_open;
    const float wanted = controls.button_width(label, style);
    const float room = bar.room() - canvas.px(48);
    if (controls.button("chooser", bar.from_left(std::min(wanted, room), 6), label, style)) {
        intents.emplace_back(OpenChooser{!scene.view.chooser_open});
    }
    const ButtonStyle next{.icon = Icon::chevron_right, .tip = scene.word(Str::next_lesson)};
    if (controls.button("next", bar.from_left(canvas.px(36), 0), "", next) &&
        around.after != nullptr) {
        intents.emplace_back(OpenLesson{around.after->number});
    }
}

}  // namespace

void draw_topbar(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    canvas.fill(area, theme.panel);
    canvas.fill(area.bottom(canvas.px(1)), theme.edge);
    const auto container = canvas.container(area);
    Bar bar{canvas, area};
    const Brevity brevity = brevity_for(controls, canvas, scene, area.width());
    if (!brevity.name) {
        const float width = canvas.text_width("coroscope", name_style);
        canvas.text(bar.from_left(std::ceil(width) + 1, 22), "coroscope", name_style);
    }
    settings(controls, bar, scene, brevity, intents);
    interrupt(controls, bar, scene, interrupt_label(brevity), intents);
    variants(controls, bar, scene, brevity, intents);
    lesson_switch(controls, bar, scene, intents);
}

void draw_chooser(Controls& controls, const Rect& topbar, const Scene& scene, Intents& intents) {
    if (!scene.view.chooser_open) {
        return;
    }
    const Canvas& below = controls.canvas();
    const float row = below.px(44);
    const auto count = static_cast<float>(lessons::all().size());
    const Rect place = snapped(Rect::sized(topbar.min.x + below.px(150), topbar.max.y + below.px(6),
                                           below.px(420), row * count + below.px(16)));
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize({place.width(), place.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("chooser", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoNav);
    {
        Canvas canvas = below.on(*ImGui::GetWindowDrawList());
        const int layer = canvas.log() != nullptr ? std::exchange(canvas.log()->layer, 1) : 0;
        const Theme& theme = canvas.theme();
        ImGui::GetWindowDrawList()->PushClipRectFullScreen();
        canvas.shadow(place, canvas.px(8));
        canvas.box(place, theme.tooltip, theme.control_edge, canvas.px(8));
        Controls inner{canvas, controls.state()};
        Rect line = place.inset(canvas.px(8)).top(row);
        for (const lessons::Lesson& lesson : lessons::all()) {
            const std::string label = std::to_string(lesson.number) + "   " +
                                      std::string{title_of(lesson, scene.view.language)};
            const ButtonStyle style{.chosen = lesson.number == scene.lesson.number,
                                    .quiet = true,
                                    .size = type::body,
                                    .align = Align::left};
            const std::string id{lesson.slug};
            if (inner.button(id.c_str(), line.inset(0, canvas.px(2)), label, style)) {
                intents.emplace_back(OpenLesson{lesson.number});
            }
            line = line.moved(0, row);
        }
        ImGui::GetWindowDrawList()->PopClipRect();
        if (canvas.log() != nullptr) {
            canvas.log()->layer = layer;
        }
    }
    ImGui::End();
    ImGui::PopStyleVar();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !place.contains(mouse) &&
        !topbar.contains(mouse)) {
        intents.emplace_back(OpenChooser{false});
    }
}

}  // namespace coroscope::viz
