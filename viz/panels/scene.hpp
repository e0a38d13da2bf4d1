// What the panels are given: the lesson, the film of its run, the world at the cursor and the view.
//
// Invariant: references to what the app owns; valid for one frame.
#pragma once

#include "lessons/lessons.hpp"
#include "lessons/sandbox/program.hpp"
#include "lessons/sandbox/source.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"
#include "viz/panels/film.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/touched.hpp"

namespace coroscope::viz {

/// The sandbox's program, and where its parts stand in the C++ listing.
struct Sandbox {
    sandbox::Program program = sandbox::first_program();
    sandbox::Source source = sandbox::source(program);
};

struct Scene {
    const lessons::Lesson& lesson;
    const lessons::Program& program;  ///< the combination of variants that ran
    const Film& film;
    const World& now;   ///< at the beat that has happened
    const World& next;  ///< at the beat after it
    const View& view;
    bool busy = false;   ///< the program is being run anew
    bool moved = false;  ///< the cursor has moved since the last frame: follow it
    /// The beat of each part of the lesson's text in this run; 0 where it has none.
    std::span<const std::size_t> part_beats = {};
    Touched touched{};            ///< what the person does to the program
    const World* live = nullptr;  ///< as it is now, while the program runs in real time; else null
    const Sandbox* sandbox = nullptr;  ///< what is put together there; null: another lesson's

    /// Something can be done to this run.
    [[nodiscard]] bool can_touch() const { return film.touchable || live != nullptr; }
    /// The string in the view's language.
    [[nodiscard]] const char* word(Str id) const { return tr(view.language, id); }
};

/// The lesson's combination of those choices; what is not named has its default.
const lessons::Program& program_with(const lessons::Lesson& lesson,
                                     std::span<const lessons::Choice> choices);

/// The choice that a program makes for a variant.
std::string_view choice_of(const lessons::Program& program, std::string_view variant);

/// How a choice is called on a button: `await asyncio.sleep` for `sleep=async`.
std::string_view choice_label(std::string_view variant, std::string_view choice);

}  // namespace coroscope::viz
