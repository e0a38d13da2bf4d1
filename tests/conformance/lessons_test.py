"""Every lesson, in every variant, left alone and with a person's interventions, records the same
events under CPython and on our runtime. That is what "CPython verified" means."""

import itertools
import os
import re
import tempfile
import unittest

from recordings import COROSCOPE, compare, record_python, run

# What a person might do, as (kind, target, seconds); each is tried on every lesson.
INTERVENTIONS = [
    [],
    [("interrupt", None, 0.15)],
    [("interrupt", None, 1.5)],
    [("cancel", "Task-1", 0.15)],
    [("cancel", "Task-2", 0.15)],
    [("cancel", "Task-2", 1.5), ("interrupt", None, 2.5)],
    [("interrupt", None, 1.0), ("cancel", "Task-3", 1.0)],
]


def lessons():
    return [line.split()[0] for line in run([COROSCOPE, "list"]).stdout.splitlines()]


def combinations(lesson):
    """Every combination of a lesson's variants, read off the marks in its listings."""
    folder = os.path.join(os.path.dirname(__file__), "..", "..", "lessons")
    [name] = [name for name in os.listdir(folder) if name.startswith(f"{int(lesson):02}_")]
    with open(os.path.join(folder, name, "lesson.py"), encoding="utf-8") as file:
        marks = set(re.findall(r"#\| (\w+)=(\w+):", file.read()))
    choices = [[None] + [choice for choice in marks if choice[0] == name]
               for name in sorted({name for name, _ in marks})]
    return itertools.product(*choices)


def options(combination):
    return [word for choice in combination if choice for word in ("--variant", "=".join(choice))]


def command_line(interventions):
    return [word for kind, target, at in interventions
            for word in ((f"--{kind}", f"{target}@{at}") if target else (f"--{kind}", str(at)))]


def scenario(interventions):
    return "".join(f"at {at}: {kind}{' ' + target if target else ''}\n"
                   for kind, target, at in interventions)


class LessonsTest(unittest.TestCase):
    def test_both_sides_record_the_same(self):
        for lesson in lessons():
            for combination in combinations(lesson):
                for interventions in INTERVENTIONS:
                    with self.subTest(lesson=lesson, variants=combination, person=interventions):
                        self.check(lesson, options(combination), interventions)

    def check(self, lesson, variants, interventions):
        with tempfile.TemporaryDirectory() as folder:
            script, steps, python_trace, cpp_trace = (
                os.path.join(folder, name)
                for name in ("lesson.py", "person.scenario", "python.jsonl", "cpp.jsonl"))
            with open(script, "w", encoding="utf-8") as file:
                file.write(run([COROSCOPE, "code", lesson, *variants]).stdout)
            with open(steps, "w", encoding="utf-8") as file:
                file.write(scenario(interventions))
            python = record_python(script, python_trace, "--scenario", steps)
            cpp = run([COROSCOPE, "run", lesson, *variants, *command_line(interventions),
                       "--trace", cpp_trace])
            self.assertEqual(python.stdout, cpp.stdout, python.stderr + cpp.stderr)
            self.assertEqual("", compare(python_trace, cpp_trace))


if __name__ == "__main__":
    unittest.main()
