// Questions about the next beat, over every lesson in every combination of its variants: what is
// called right is what the next beat says, and nothing else is.
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "viz/app/execute.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/names.hpp"
#include "viz/model/question.hpp"

namespace coroscope::viz {
namespace {

using trace::Kind;

struct Asked {
    std::size_t beat;
    World before;
    Question question;
};

// Every question of a run, in that language.
template <class Function>
void for_each_question(const trace::Recording& recording, Language language, Function function) {
    const Beats beats{recording};
    for (std::size_t beat = 0; beat < beats.size(); ++beat) {
        const World before = fold(recording, beats[beat].seq);
        if (const auto question = question_at(recording, beats, before, beat, language)) {
            REQUIRE(beat + 1 < beats.size());
            function(Asked{beat, before, *question}, recording.events[beats[beat + 1].seq]);
        }
    }
}

template <class Function>
void for_each_run(Function function) {
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const lessons::Program& program : lesson.programs) {
            for (const double seconds : {0.0, 0.15, 1.5}) {
                Scenario scenario;
                scenario.lesson = lesson.number;
                for (const lessons::Choice& choice : program.choices) {
                    scenario.variants.emplace_back(choice.name, choice.choice);
                }
                if (seconds > 0) {
                    const auto at = static_cast<std::int64_t>(seconds * 1e9);
                    scenario.interventions = {interrupt_at(std::chrono::nanoseconds{at})};
                }
                const auto run = execute(scenario);
                CAPTURE(std::string{run->recording.text(run->recording.events[0])});
                CAPTURE(seconds);
                function(run->recording);
            }
        }
    }
}

// Whether that choice is what the event says: read off the event alone.
bool is_so(const trace::Recording& recording, const Asked& asked, const trace::Event& event,
           const Answer& choice) {
    const World after = fold(recording, static_cast<std::size_t>(&event - recording.events.data()));
    switch (asked.question.kind) {
        case QuestionKind::runs:
            if (event.kind == Kind::select_begin) return !choice.party;
            if (event.kind == Kind::handle_begin) return choice.party == event.other;
            return event.kind == Kind::step_begin &&
                   choice.party == Party::task(static_cast<TaskId>(event.task));
        case QuestionKind::prints:
            return event.kind == Kind::print &&
                   (std::string{recording.text(event)} + "\n").starts_with(choice.text + "\n");
        case QuestionKind::cancels:
            return event.kind == Kind::cancel_asked &&
                   choice.text == (event.value == 1 ? "True" : "False");
        case QuestionKind::state: {
            if (event.kind != Kind::step_end) return false;
            const TaskState state = after.tasks[event.task].state;
            const bool finished = is_finished(state);
            if (choice.text == "Pending") return !finished && state != TaskState::running;
            if (choice.text == "Running") return state == TaskState::running;
            if (choice.text == "Cancelled") return state == TaskState::cancelled;
            return choice.text == "Done" && finished && state != TaskState::cancelled;
        }
        case QuestionKind::lesson:
            break;
    }
    return false;
}

}  // namespace

TEST_CASE(
    "in every lesson and variant the right choice, and no other, is what the next beat says") {
    std::map<QuestionKind, std::size_t> kinds;
    for_each_run([&](const trace::Recording& recording) {
        for_each_question(recording, Language::english, [&](const Asked& asked, const auto& event) {
            const Question& question = asked.question;
            CAPTURE(asked.beat);
            CAPTURE(question.ask);
            ++kinds[question.kind];
            CHECK(question.choices.size() >= 2);
            CHECK(question.choices.size() <= 4);
            REQUIRE(question.right < question.choices.size());
            std::set<std::string> texts;
            for (std::size_t i = 0; i < question.choices.size(); ++i) {
                CAPTURE(question.choices[i].text);
                texts.insert(question.choices[i].text);
                CHECK(is_so(recording, asked, event, question.choices[i]) == (i == question.right));
            }
            CHECK(texts.size() == question.choices.size());
            CHECK_FALSE(question.why.empty());
            CHECK(question.choices[question.right].why_not.empty());
        });
    });
    CHECK(kinds[QuestionKind::runs] > 150);
    CHECK(kinds[QuestionKind::prints] > 100);
    CHECK(kinds[QuestionKind::cancels] > 5);
    CHECK(kinds[QuestionKind::state] > 200);
}

TEST_CASE("a question is the same in both languages, choice by choice") {
    for_each_run([](const trace::Recording& recording) {
        std::vector<Question> english;
        std::vector<Question> chinese;
        for_each_question(recording, Language::english, [&](const Asked& asked, const auto&) {
            english.push_back(asked.question);
        });
        for_each_question(recording, Language::chinese, [&](const Asked& asked, const auto&) {
            chinese.push_back(asked.question);
        });
        REQUIRE(english.size() == chinese.size());
        for (std::size_t i = 0; i < english.size(); ++i) {
            CHECK(english[i].ask != chinese[i].ask);
            CHECK(english[i].right == chinese[i].right);
            REQUIRE(english[i].choices.size() == chinese[i].choices.size());
            for (std::size_t k = 0; k < english[i].choices.size(); ++k) {
                CHECK(english[i].choices[k].party == chinese[i].choices[k].party);
                CHECK(english[i].choices[k].why_not.empty() ==
                      chinese[i].choices[k].why_not.empty());
            }
        }
    });
}

TEST_CASE("the right choice does not always stand at the same place") {
    std::set<std::size_t> places;
    for_each_run([&](const trace::Recording& recording) {
        for_each_question(recording, Language::english, [&](const Asked& asked, const auto&) {
            if (asked.question.kind == QuestionKind::runs) {
                places.insert(asked.question.right);
            }
        });
    });
    CHECK(places.size() >= 3);
}

TEST_CASE("a task that cannot run next says why: not in the queue, its timer, the loop is held") {
    std::set<std::string> reasons;
    for_each_run([&](const trace::Recording& recording) {
        for_each_question(recording, Language::english, [&](const Asked& asked, const auto&) {
            for (std::size_t i = 0; i < asked.question.choices.size(); ++i) {
                const Answer& choice = asked.question.choices[i];
                if (choice.party && i != asked.question.right) {
                    CHECK_FALSE(choice.why_not.empty());
                    reasons.insert(choice.why_not);
                }
            }
        });
    });
    const auto told = [&](const std::string& words) {
        return std::any_of(reasons.begin(), reasons.end(), [&](const std::string& reason) {
            return reason.find(words) != std::string::npos;
        });
    };
    CHECK(told("in the queue"));
    CHECK(told("It sleeps until 2.000 s"));
    CHECK(told("It awaits 3 tasks together"));
}

}  // namespace coroscope::viz
