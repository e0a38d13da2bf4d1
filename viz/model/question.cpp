#include "viz/model/question.hpp"

#include <algorithm>
#include <string_view>

#include "viz/model/fold.hpp"
#include "viz/model/names.hpp"
#include "viz/model/narration.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/printed.hpp"
#include "viz/model/screen_text.hpp"
#include "viz/model/why.hpp"

namespace coroscope::viz {

namespace {

using trace::Kind;
using trace::PartyKind;

constexpr std::size_t most_choices = 4;

class Asker {
public:
    Asker(const trace::Recording& recording, const Beats& beats, const World& world,
          std::size_t beat, Language language)
        : recording_{recording},
          world_{world},
          event_{recording.events[beats[beat + 1].seq]},
          seq_{beats[beat + 1].seq},
          time_ns_{static_cast<double>(beats[beat].t_ns)},
          language_{language} {}

    std::optional<Question> ask() {
        switch (static_cast<Kind>(event_.kind)) {
            case Kind::step_begin:
                return event_.site == 0 ? std::nullopt
                                        : who_runs(Party::task(static_cast<TaskId>(event_.task)));
            case Kind::handle_begin:
                return who_runs(event_.other);
            case Kind::select_begin:
                return who_runs({});
            case Kind::print:
                return what_is_printed();
            case Kind::cancel_asked:
                return what_cancel_returns();
            case Kind::step_end:
                return which_state();
            default:
                return std::nullopt;
        }
    }

private:
    [[nodiscard]] std::string say(Say id,
                                  std::initializer_list<std::string_view> values = {}) const {
        return viz::say(language_, id, values);
    }

    [[nodiscard]] std::string label(Party party) const {
        return party ? party_label(recording_, world_, party) : say(Say::ask_nobody);
    }

    // The world when the next beat has happened.
    [[nodiscard]] World after() const {
        World world = world_;
        for (std::size_t seq = world.seq + 1; seq <= seq_; ++seq) {
            apply(world, recording_, seq);
        }
        return world;
    }

    void offer(std::string text, Party party = {}) {
        const bool there = std::any_of(question_.choices.begin(), question_.choices.end(),
                                       [&](const Answer& choice) { return choice.text == text; });
        if (!there && question_.choices.size() < most_choices) {
            question_.choices.push_back({std::move(text), party, {}});
        }
    }

    // The right choice was offered first; it goes to a place that looks like chance and is always
    // the same.
    std::optional<Question> finished(QuestionKind kind, std::string ask, bool shuffled = true) {
        if (question_.choices.size() < 2) {
            return std::nullopt;
        }
        question_.kind = kind;
        question_.ask = std::move(ask);
        question_.right = 0;
        if (shuffled) {
            question_.right = (seq_ * 2654435761u >> 8) % question_.choices.size();
            std::rotate(
                question_.choices.begin(), question_.choices.begin() + 1,
                question_.choices.begin() + static_cast<std::ptrdiff_t>(question_.right) + 1);
        }
        question_.why = narrate(recording_, after(), language_);
        return std::move(question_);
    }

    std::optional<Question> who_runs(Party right) {
        const auto id = static_cast<LoopId>(event_.loop);
        if (id == 0 || id >= world_.loops.size()) {
            return std::nullopt;
        }
        const Loop& loop = world_.loops[id];
        offer(label(right), right);
        // Those in the queue first: they are the hardest to tell apart.
        for (const Party party : loop.ready) {
            if (is_the_programs(party, loop)) {
                offer(label(party), party);
            }
        }
        for (const Task& task : world_.tasks) {
            if (task.id != 0 && task.loop == id && !is_finished(task.state)) {
                offer(label(Party::task(task.id)), Party::task(task.id));
            }
        }
        if (question_.choices.size() < 2) {
            return std::nullopt;  // "nobody" alone would make it too easy
        }
        if (right) {
            if (question_.choices.size() == most_choices) {
                question_.choices.pop_back();
            }
            offer(label({}));
        }
        const bool was_first = right && !loop.ready.empty() && loop.ready.front() == right;
        std::optional<Question> asked = finished(QuestionKind::runs, say(Say::ask_runs));
        if (was_first) {
            asked->why += (language_ == Language::chinese ? "" : " ") + say(Say::ask_was_first);
        }
        for (std::size_t i = 0; i < asked->choices.size(); ++i) {
            Answer& choice = asked->choices[i];
            if (i != asked->right && choice.party) {
                choice.why_not =
                    why_not_running(recording_, world_, choice.party, time_ns_, language_).sentence;
            }
        }
        return asked;
    }

    // asyncio's own callbacks are nobody's guess.
    [[nodiscard]] static bool is_the_programs(Party party, const Loop& loop) {
        if (party.kind() != PartyKind::handle) {
            return true;
        }
        const Handle* handle = loop.handles.find(party.number());
        return handle != nullptr && handle->site != 0;
    }

    [[nodiscard]] std::string printed(const trace::Event& event) const {
        const std::string text =
            screen_text(known_string(recording_, static_cast<StringId>(event.text)));
        return text.substr(0, text.find('\n'));
    }

    std::optional<Question> what_is_printed() {
        const std::string right = printed(event_);
        if (right.empty() || is_to_stderr(event_)) {
            return std::nullopt;  // what goes to stderr is a report, not the program's answer
        }
        offer(right);
        for (const auto& [word, other] :
             {std::pair<std::string_view, std::string_view>{"True", "False"}, {"False", "True"}}) {
            if (right.ends_with(word)) {
                offer(right.substr(0, right.size() - word.size()) + std::string{other});
            }
        }
        if (right != "True" && right != "False") {
            offer_other_prints();
        }
        return finished(QuestionKind::prints, say(Say::ask_prints));
    }

    // What the program prints at other times, the nearest first.
    void offer_other_prints() {
        for (std::size_t far = 1; far < recording_.events.size(); ++far) {
            for (const std::size_t at : {seq_ + far, seq_ - std::min(seq_, far)}) {
                if (at < recording_.events.size() && recording_.events[at].kind == Kind::print &&
                    !is_to_stderr(recording_.events[at]) &&
                    !printed(recording_.events[at]).empty()) {
                    offer(printed(recording_.events[at]));
                }
            }
            if (question_.choices.size() == most_choices) {
                return;
            }
        }
    }

    std::optional<Question> what_cancel_returns() {
        const bool returned = event_.value == 1;
        offer(returned ? "True" : "False");
        offer(returned ? "False" : "True");
        return finished(
            QuestionKind::cancels,
            say(Say::ask_cancels, {label(Party::task(static_cast<TaskId>(event_.task)))}));
    }

    std::optional<Question> which_state() {
        const auto id = static_cast<TaskId>(event_.task);
        const World then = after();
        if (id == 0 || id >= then.tasks.size() || event_.site == 0 ||
            then.tasks[id].state == TaskState::destroyed) {
            return std::nullopt;
        }
        // As the states of the tutorial are listed everywhere.
        constexpr std::pair<DocumentState, const char*> states[] = {
            {DocumentState::pending, "Pending"},
            {DocumentState::running, "Running"},
            {DocumentState::done, "Done"},
            {DocumentState::cancelled, "Cancelled"}};
        std::size_t right = 0;
        for (const auto& [state, name] : states) {
            if (state == document_state(then.tasks[id].state)) {
                right = question_.choices.size();
            }
            offer(name);
        }
        auto asked =
            finished(QuestionKind::state, say(Say::ask_state, {label(Party::task(id))}), false);
        asked->right = right;
        return asked;
    }

    const trace::Recording& recording_;
    const World& world_;
    const trace::Event& event_;
    std::size_t seq_;
    double time_ns_;
    Language language_;
    Question question_;
};

}  // namespace

std::optional<Question> question_at(const trace::Recording& recording, const Beats& beats,
                                    const World& world, std::size_t beat, Language language) {
    if (beat + 1 >= beats.size()) {
        return std::nullopt;
    }
    return Asker{recording, beats, world, beat, language}.ask();
}

}  // namespace coroscope::viz
