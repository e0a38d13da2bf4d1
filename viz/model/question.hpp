// "What happens next?" Questions about the next beat, made by rule from the events: what they ask,
// the choices, which one is right and why, and why the others cannot be.
//
// Invariant: the right choice is what the next beat says; choices are distinct, and no other is
// right. The same beat gives the same question in every language, choice by choice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

enum class QuestionKind : std::uint8_t {
    runs,     ///< which task or callback runs next, if any does
    prints,   ///< what is printed
    cancels,  ///< what `cancel()` returns
    state,    ///< in which state a task will be
    lesson,   ///< the lesson's text asks it
};

struct Answer {
    std::string text;
    Party party;          ///< of `runs`: who that is; none: nobody
    std::string why_not;  ///< why it cannot be, where that can be said; empty for the right one
};

struct Question {
    QuestionKind kind = QuestionKind::runs;
    std::string ask;
    std::vector<Answer> choices;  ///< 2 … 4
    std::size_t right = 0;
    std::string why;
};

/// The question that the beat after `beat` answers, or nothing where there is none worth asking.
/// `world` is that at `beat`.
std::optional<Question> question_at(const trace::Recording& recording, const Beats& beats,
                                    const World& world, std::size_t beat, Language language);

}  // namespace coroscope::viz
