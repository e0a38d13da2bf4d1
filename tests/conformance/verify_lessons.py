"""Makes the mark "CPython verified": verify_lessons.py COROSCOPE OUT.cpp

Compares every lesson in every variant with CPython, using a coroscope that has no marks yet, and
writes the C++ file with those that agree. What the window claims is what this build has seen. A
lesson that differs is told on stderr and gets no mark.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor


def main(coroscope, out):
    os.environ["COROSCOPE_BIN"] = coroscope
    from lessons import combinations, difference, numbers
    from recordings import PYTHON, run

    def differs(lesson):
        return next(filter(None, (difference(lesson, one) for one in combinations(lesson))), "")

    python = run([PYTHON, "-c", "import platform; print(platform.python_version())"]).stdout.strip()
    verified = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lesson, difference_found in zip(numbers(), pool.map(differs, numbers())):
            if difference_found:
                print(f"lesson {lesson} gets no mark: it differs from CPython {python}\n"
                      f"{difference_found}", file=sys.stderr)
            else:
                verified.append(lesson)
    cases = " ".join(f"case {lesson}:" for lesson in verified)
    with open(out, "w", encoding="utf-8") as file:
        file.write(f"""// Made by verify_lessons.py: the lessons that agreed with CPython in this build.
#include "lessons/verified.hpp"

namespace coroscope::lessons {{

std::string_view verified_by(const Lesson& lesson) {{
    switch (lesson.number) {{
        {cases}
            return "{python}";
        default:
            return {{}};
    }}
}}

}}  // namespace coroscope::lessons
""" if verified else '''#include "lessons/verified.hpp"
std::string_view coroscope::lessons::verified_by(const Lesson&) { return {}; }
''')


if __name__ == "__main__":
    main(*sys.argv[1:])
