// The texts of the lessons against the programs that they speak of, in every combination of
// variants: steps and misconceptions happen where they say, tasks to try can be done and are
// noticed, questions have one right answer.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "viz/app/execute.hpp"
#include "viz/model/code_point.hpp"
#include "viz/model/lesson_scenario.hpp"
#include "viz/model/rule.hpp"

namespace coroscope::viz {
namespace {

using lessons::Lesson;
using lessons::Part;
using lessons::PartKind;

// A run with its beats; `rested` is where the cursor has stood.
struct Film {
    explicit Film(const Scenario& scenario)
        : execution{execute(scenario)}, beats{execution->recording} {}

    [[nodiscard]] const trace::Recording& recording() const { return execution->recording; }
    [[nodiscard]] bool holds(std::string_view rule) const {
        const auto so = viz::holds(rule, {recording(), beats, rested});
        INFO(std::string{rule});
        REQUIRE(so.has_value());
        return *so;
    }

    std::shared_ptr<const Execution> execution;
    Beats beats;
    std::vector<std::size_t> rested;
};

Scenario defaults_of(const Lesson& lesson) {
    Scenario scenario;
    scenario.lesson = lesson.number;
    for (const lessons::Choice& choice : lesson.programs.front().choices) {
        scenario.variants.emplace_back(choice.name, choice.choice);
    }
    return scenario;
}

std::vector<Scenario> combinations_of(const Lesson& lesson) {
    std::vector<Scenario> all;
    for (const lessons::Program& program : lesson.programs) {
        Scenario scenario;
        scenario.lesson = lesson.number;
        for (const lessons::Choice& choice : program.choices) {
            scenario.variants.emplace_back(choice.name, choice.choice);
        }
        all.push_back(std::move(scenario));
    }
    return all;
}

// Calls the function with each part of that kind.
template <class Function>
void for_each_part(PartKind kind, Function function) {
    for (const Lesson& lesson : lessons::all()) {
        for (const Part& part : lesson.parts) {
            if (part.kind == kind) {
                CAPTURE(std::string{lesson.slug});
                CAPTURE(std::string{part.heading.english});
                function(lesson, part);
            }
        }
    }
}

long count_of(const Lesson& lesson, PartKind kind) {
    return std::count_if(lesson.parts.begin(), lesson.parts.end(),
                         [&](const Part& part) { return part.kind == kind; });
}

// Whether the AT says of these variants that there is a moment.
bool is_said_for(const Scenario& scenario, std::string_view at) {
    for (const Alternative& alternative : parse_at(at)) {
        const bool fits = std::all_of(
            alternative.variants.begin(), alternative.variants.end(), [&](const auto& wanted) {
                return std::any_of(scenario.variants.begin(), scenario.variants.end(),
                                   [&](const auto& chosen) {
                                       return chosen.first == wanted.first &&
                                              std::count(wanted.second.begin(), wanted.second.end(),
                                                         chosen.second) == 1;
                                   });
            });
        if (fits) {
            return true;
        }
    }
    return false;
}

// English: what stands between blanks. Chinese: each character, and each word or piece of code
// between them.
std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        const bool chinese = c.value >= 0x2E80;
        const bool blank = c.value <= ' ' || c.value == '>';
        words += chinese || (!blank && !inside) ? 1 : 0;
        inside = !chinese && !blank;
        i += c.bytes;
    }
    return words;
}

}  // namespace

TEST_CASE("a lesson has 3 to 6 steps, something to try, and three questions") {
    for (const Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        CHECK(count_of(lesson, PartKind::step) >= 3);
        CHECK(count_of(lesson, PartKind::step) <= 6);
        CHECK(count_of(lesson, PartKind::try_this) >= 1);
        CHECK(count_of(lesson, PartKind::question) == 3);
    }
}

TEST_CASE("a step is read in a few breaths: at most 60 English words, 100 Chinese characters") {
    for_each_part(PartKind::step, [](const Lesson&, const Part& part) {
        CHECK(words_in(part.text.english) <= 60);
        CHECK(words_in(part.text.chinese) <= 100);
        CHECK(words_in(part.text.english) >= 12);
        CHECK(words_in(part.text.chinese) >= 20);
    });
    CHECK(words_in("Two words") == 2);
    CHECK(words_in("> **A** `b c`, d.") == 4);
    CHECK(words_in("调用 `main()` 时") == 4);
}

TEST_CASE("each step and each misconception happens in every variant of which it says so") {
    for (const PartKind kind : {PartKind::step, PartKind::myth}) {
        for_each_part(kind, [](const Lesson& lesson, const Part& part) {
            REQUIRE_FALSE(parse_at(part.at).empty());
            bool somewhere = false;
            for (const Scenario& plain : combinations_of(lesson)) {
                const Scenario scenario = with_lines(plain, part.with);
                const Film film{scenario};
                CAPTURE(std::string{film.recording().text(film.recording().events[0])});
                const auto seq = find_at(film.recording(), part.at);
                CHECK(seq.has_value() == is_said_for(scenario, part.at));
                somewhere = somewhere || seq;
                if (seq) {
                    const std::size_t beat = film.beats.beat_of_seq(*seq);
                    CHECK(beat > 0);
                    CHECK(film.beats[beat].seq >= *seq);
                }
            }
            CHECK(somewhere);
        });
    }
}

TEST_CASE("going to a step finds its moment, whatever variant ran before") {
    for_each_part(PartKind::step, [](const Lesson& lesson, const Part& part) {
        for (const Scenario& before : combinations_of(lesson)) {
            const Scenario scenario = scenario_for(before, part.at, part.with);
            CHECK(find_at(Film{scenario}.recording(), part.at).has_value());
            if (is_said_for(before, part.at)) {
                CHECK(scenario.variants == before.variants);
            }
        }
    });
}

TEST_CASE("steps come in the order of their moments; only those of other variants stand apart") {
    for (const Lesson& lesson : lessons::all()) {
        for (const Scenario& plain : combinations_of(lesson)) {
            for (const Part& with : lesson.parts) {
                const Film film{with_lines(plain, with.with)};
                CAPTURE(std::string{film.recording().text(film.recording().events[0])});
                std::set<std::size_t> beats;
                for (const Part& part : lesson.parts) {
                    const auto seq = part.kind == PartKind::step
                                         ? find_at(film.recording(), part.at)
                                         : std::nullopt;
                    if (seq) {
                        CAPTURE(std::string{part.heading.english});
                        const std::size_t beat = film.beats.beat_of_seq(*seq);
                        const bool apart = !is_said_for(defaults_of(lesson), part.at);
                        CHECK((apart || beats.empty() || beat > *beats.rbegin()));
                        CHECK(beats.insert(beat).second);  // one step a beat
                    }
                }
            }
        }
    }
}

// The first page is on screen before anything has happened, until the second's moment comes.
TEST_CASE(
    "the first page of a lesson tells nothing as done: it is read before the program begins") {
    for (const Lesson& lesson : lessons::all()) {
        const Part& first = lesson.parts.front();
        CAPTURE(std::string{lesson.slug});
        REQUIRE(first.kind == PartKind::step);
        for (const std::string_view word :
             {" has ", " have ", " had ", " already", " yet", " now", "Now ", "Here is "}) {
            CAPTURE(word);
            for (const std::string_view text : {first.heading.english, first.text.english}) {
                CHECK(text.find(word) == std::string_view::npos);
            }
        }
        for (const std::string_view word : {"了", "已", "还没", "现在", "此时"}) {
            CAPTURE(word);
            for (const std::string_view text : {first.heading.chinese, first.text.chinese}) {
                CHECK(text.find(word) == std::string_view::npos);
            }
        }
    }
}

TEST_CASE("each task to try is noticed when it is done, stage by stage, and not before") {
    for_each_part(PartKind::try_this, [](const Lesson& lesson, const Part& part) {
        const auto rules = stages(part.check);
        const auto deeds = stages(part.does);
        REQUIRE(rules.size() == deeds.size());
        Scenario scenario = defaults_of(lesson);
        for (std::size_t i = 0; i < rules.size(); ++i) {
            CHECK_FALSE(Film{scenario}.holds(rules[i]));
            if (deeds[i] != "stop") {
                scenario = with_lines(defaults_of(lesson), deeds[i]);
            }
            Film film{scenario};
            const std::size_t seen = rules[i].find("seen ");
            if (seen != std::string_view::npos) {
                CHECK_FALSE(film.holds(rules[i]));
                const std::string_view rest = rules[i].substr(seen + 5);
                const auto moment = parse_moment(rest.substr(0, rest.find(", ")));
                REQUIRE(moment.has_value());
                const auto seq = find_moment(film.recording(), *moment);
                REQUIRE(seq.has_value());
                film.rested.push_back(film.beats.beat_of_seq(*seq));
            }
            CHECK(film.holds(rules[i]));
        }
    });
}

TEST_CASE("of a question's choices only the right one is what the program does") {
    std::size_t claims = 0;
    for_each_part(PartKind::question, [&](const Lesson& lesson, const Part& part) {
        CHECK(part.options.size() >= 3);
        CHECK(part.options.size() <= 4);
        const Film film{with_lines(defaults_of(lesson), part.with)};
        std::set<std::string_view> english;
        std::set<std::string_view> chinese;
        for (const lessons::Option& option : part.options) {
            CAPTURE(std::string{option.text.english});
            english.insert(option.text.english);
            chinese.insert(option.text.chinese);
            if (!option.claim.empty()) {
                ++claims;
                CHECK(film.holds(option.claim) == option.right);
            } else {
                CHECK_FALSE(option.right);  // what is right is never only written down
            }
        }
        CHECK(english.size() == part.options.size());
        CHECK(chinese.size() == part.options.size());
    });
    CHECK(claims > 60);
}

TEST_CASE("a question is right in every variant but those that it names") {
    for_each_part(PartKind::question, [&](const Lesson& lesson, const Part& part) {
        for (const Scenario& plain : combinations_of(lesson)) {
            const Film film{with_lines(plain, part.with)};
            CAPTURE(std::string{film.recording().text(film.recording().events[0])});
            for (const lessons::Option& option : part.options) {
                CAPTURE(std::string{option.text.english});
                CHECK((option.claim.empty() || film.holds(option.claim) == option.right));
            }
        }
    });
}

TEST_CASE("a question that is asked at a beat is right in every run that has the beat") {
    std::size_t asked = 0;
    for_each_part(PartKind::question, [&](const Lesson& lesson, const Part& part) {
        for (const Scenario& plain : combinations_of(lesson)) {
            const Film film{with_lines(plain, part.with)};
            if (part.at.empty() || !find_at(film.recording(), part.at)) {
                continue;
            }
            ++asked;
            for (const lessons::Option& option : part.options) {
                CHECK((option.claim.empty() || film.holds(option.claim) == option.right));
            }
        }
    });
    CHECK(asked >= 3);
}

TEST_CASE("every misconception that beginners bring is seen failing in some lesson") {
    std::set<std::string_view> named;
    for_each_part(PartKind::myth, [&](const Lesson&, const Part& part) {
        named.insert(part.heading.english);
        CHECK(words_in(part.text.english) <= 30);
        CHECK(words_in(part.text.chinese) <= 50);
    });
    for (const char* belief :
         {"A coroutine runs when it is called", "`time.sleep` inside `async def` does not block",
          "Awaiting one after the other overlaps", "`cancel()` takes effect at once",
          "`gather` is parallel", "A loop's methods may be called from any thread"}) {
        CAPTURE(belief);
        CHECK(named.count(belief) == 1);
    }
}

}  // namespace coroscope::viz
