"""CPython is the referee: every combination of every lesson.py runs under it, and our program prints the
same. Lesson 5 is also interrupted while work(2) sleeps."""

import os
import re
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "lessons"))
from generate import Lesson, read_lessons  # noqa: E402

PYTHON = "/usr/bin/python3"
COROSCOPE = os.environ["COROSCOPE_BIN"]

# Runs the program on stdin and, after so many seconds (0: never), presses Ctrl-C. The imports come
# first, so that the seconds are the program's own.
REFEREE = """
import asyncio, signal, sys, time
source = compile(sys.stdin.read(), "lesson.py", "exec")
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
exec(source, {"__name__": "__main__"})
"""


class Trial:
    """One combination of one lesson, perhaps interrupted after some seconds."""

    def __init__(self, lesson: Lesson, choices: dict[str, str], interrupt: float):
        self.lesson, self.choices, self.interrupt = lesson, choices, interrupt
        self.name = " ".join([lesson.slug, *choices.values(), f"interrupt={interrupt}"])

    def under_cpython(self) -> subprocess.CompletedProcess:
        return subprocess.run(
            [PYTHON, "-c", REFEREE, str(self.interrupt)],
            input=self.lesson.python_file(self.choices), capture_output=True, text=True)

    def under_coroscope(self) -> subprocess.CompletedProcess:
        command = [COROSCOPE, "run", str(self.lesson.number)]
        for name, choice in self.choices.items():
            command += ["--variant", f"{name}={choice}"]
        if self.interrupt:
            command += ["--interrupt", str(self.interrupt)]
        return subprocess.run(command, capture_output=True, text=True)


LESSONS = read_lessons(ROOT / "lessons")
TRIALS = [
    Trial(lesson, choices, interrupt)
    for lesson in LESSONS
    for choices in lesson.combinations()
    for interrupt in ([0, 1.5] if lesson.number == 5 else [0])
]


def never_awaited(stderr):
    """Which coroutines a program forgot to await: all that a lesson may be warned of."""
    return re.findall(r"coroutine '(?:\w+\.)*(\w+)' was never awaited", stderr)


class LessonPrograms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # The trials mostly sleep: all at once they take as long as the longest.
        with ThreadPoolExecutor(len(TRIALS)) as pool:
            cls.expected = list(pool.map(Trial.under_cpython, TRIALS))

    def test_every_combination_runs_under_cpython(self):
        for trial, expected in zip(TRIALS, self.expected):
            with self.subTest(trial.name):
                self.assertEqual(expected.returncode, 0)
                if not never_awaited(expected.stderr):
                    self.assertEqual(expected.stderr, "")

    def test_the_cpp_program_prints_what_cpython_prints(self):
        for trial, expected in zip(TRIALS, self.expected):
            with self.subTest(trial.name):
                ours = trial.under_coroscope()
                self.assertEqual((ours.returncode, ours.stdout), (0, expected.stdout))
                self.assertEqual(never_awaited(ours.stderr), never_awaited(expected.stderr))
                self.assertEqual(bool(ours.stderr), bool(expected.stderr))

    def test_the_listing_is_the_program_that_cpython_ran(self):
        for trial in TRIALS:
            with self.subTest(trial.name):
                command = [COROSCOPE, "code", str(trial.lesson.number), "--python"]
                for name, choice in trial.choices.items():
                    command += ["--variant", f"{name}={choice}"]
                listing = subprocess.run(command, capture_output=True, text=True).stdout
                self.assertEqual(listing, trial.lesson.python_file(trial.choices))

    def test_the_interrupt_comes_in_the_middle(self):
        """Else the two interrupted trials would compare nothing."""
        for trial, expected in zip(TRIALS, self.expected):
            if trial.interrupt:
                self.assertIn("False", expected.stdout)
                self.assertIn("True", expected.stdout)


if __name__ == "__main__":
    unittest.main()
