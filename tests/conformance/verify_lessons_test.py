"""The mark "CPython verified" is gone as soon as a lesson does something else than under CPython."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
COROSCOPE = os.environ["COROSCOPE_BIN"]

# A coroscope whose runtime is wrong in one lesson: what it prints last, or one event of its recording.
WRONG = """#!{python}
import subprocess, sys
arguments = sys.argv[1:]
done = subprocess.run([{coroscope!r}, *arguments], capture_output=True, text=True)
output = done.stdout
if arguments[:2] == ["run", {lesson!r}]:
    if {what!r} == "print":
        output = output.upper()
    else:
        trace = arguments[arguments.index("--trace") + 1]
        text = open(trace).read()
        open(trace, "w").write(text.replace('"step_end"', '"step_begin"', 1))
sys.stdout.write(output)
sys.stderr.write(done.stderr)
sys.exit(done.returncode)
"""


def verified(coroscope):
    """The lessons that get the mark, and what is said about the others."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "verified.cpp")
        done = subprocess.run([sys.executable, HERE / "verify_lessons.py", coroscope, out],
                              capture_output=True, text=True, timeout=120, check=True)
        return set(re.findall(r"case (\d+):", out.read_text())), done.stderr


class VerifyLessonsTest(unittest.TestCase):
    def test_a_lesson_that_differs_gets_no_mark_and_the_others_keep_theirs(self):
        lessons = subprocess.run([COROSCOPE, "list"], capture_output=True, text=True).stdout
        numbers = {line.split()[0] for line in lessons.splitlines()}
        self.assertEqual(verified(COROSCOPE), (numbers, ""))
        for what in ("print", "event"):
            with self.subTest(wrong=what), tempfile.TemporaryDirectory() as folder:
                wrong = pathlib.Path(folder, "coroscope")
                wrong.write_text(WRONG.format(python=sys.executable, coroscope=COROSCOPE, lesson="5",
                                              what=what))
                wrong.chmod(0o755)
                marked, said = verified(wrong)
                self.assertEqual(marked, numbers - {"5"})
                self.assertIn("lesson 5 gets no mark", said)


if __name__ == "__main__":
    unittest.main()
