// A test stand for the stage or the timeline alone: a recording, a view, a mouse that is moved by
// hand, and a log of all text.
#pragma once

#include <string>
#include <vector>

#include "tests/panels/bench.hpp"
#include "viz/model/intent.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz::test {

class Stand {
public:
    Stand(trace::Recording recording, ImVec2 size);

    /// The panel under test, drawn over the whole stand.
    enum class Panel { stage, timeline };
    /// Draws one frame and returns what was asked for.
    Intents frame(Panel panel);

    /// The UI scale of the stand.
    [[nodiscard]] float scale() const { return bench_.scale(); }

    // The mouse as the next frames will see it.
    void move(ImVec2 to) { mouse_ = to; }
    void press(int button, bool down) { buttons_[button] = down; }
    void wheel(float notches, bool shift = false);

    /// Moves there, presses and releases; the intents of all frames together.
    Intents click(Panel panel, ImVec2 at);

    [[nodiscard]] Rect area() const { return {{0, 0}, size_}; }
    [[nodiscard]] World world_now() const;
    [[nodiscard]] World world_next() const;
    [[nodiscard]] float fraction() const;
    /// A canvas for measuring, between frames.
    [[nodiscard]] Canvas canvas();

    Film film;
    View view;
    TextLog log;  ///< of the last frame

private:
    [[nodiscard]] Canvas canvas_on(ImDrawList& list);

    ImVec2 size_;
    Bench bench_;
    ImVec2 mouse_{-100, -100};
    bool buttons_[3] = {};
    float wheel_ = 0;
    bool shift_ = false;
};

/// The last intent of that type, or null.
template <typename Wanted>
const Wanted* last_of(const Intents& intents) {
    const Wanted* found = nullptr;
    for (const Intent& intent : intents)
        if (const auto* wanted = std::get_if<Wanted>(&intent)) found = wanted;
    return found;
}

/// What is wrong with the texts of a frame: cut off, overlapping or crossed by a line. Empty =
/// well.
std::vector<std::string> text_faults(const TextLog& log);

}  // namespace coroscope::viz::test
