#include "viz/panels/recorded_lines.hpp"

#include <algorithm>

#include "viz/model/about.hpp"

namespace coroscope::viz {

namespace {

// Of a recording of ours: the Python listing shows the lines that the C++ ones correspond to.
RecordedLines of_cpp(const Scene& scene) {
    RecordedLines lines{"lesson.cpp", {0}};
    int header = 0;  // where the present function begins
    for (const lessons::Line& line : scene.program.cpp) {
        const auto own = static_cast<int>(lines.shown.size());
        const int place = shown_listing(scene) == Listing::python ? line.python_line : own;
        if (line.text.ends_with('{') && !line.text.starts_with(' ')) {
            header = place;
        }
        // A coroutine that has not begun yet is reported at its closing brace.
        lines.shown.push_back(line.text == "}" ? header : place);
    }
    return lines;
}

// Of a recording of CPython's.
RecordedLines of_python(const Scene& scene) {
    const std::string_view script = about(scene.film.recording, "script");
    RecordedLines lines{script.empty() ? "lesson.py" : script, {0}};
    for (std::size_t line = 1; line <= scene.program.python.size(); ++line) {
        lines.shown.push_back(static_cast<int>(line));
    }
    if (shown_listing(scene) == Listing::cpp) {
        std::fill(lines.shown.begin(), lines.shown.end(), 0);
        for (std::size_t line = scene.program.cpp.size(); line > 0; --line) {
            const auto own = static_cast<std::size_t>(scene.program.cpp[line - 1].python_line);
            if (own > 0 && own < lines.shown.size()) lines.shown[own] = static_cast<int>(line);
        }
    }
    return lines;
}

}  // namespace

Listing shown_listing(const Scene& scene) {
    return scene.program.cpp.empty() ? Listing::python : scene.view.listing;
}

RecordedLines recorded_lines(const Scene& scene) {
    return about(scene.film.recording, "language") == "python" ? of_python(scene) : of_cpp(scene);
}

}  // namespace coroscope::viz
