"""Each pair of programs, Python and C++, prints the same and records the same events.

CPython runs the one, our runtime the other; nothing is expected that CPython did not do. Without
--virtual the Python side would take seconds, so both run on the virtual clock.
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent.parent
PAIRS = os.path.join(os.environ["COROSCOPE_BUILD"], "pairs")
PYTHON = "/usr/bin/python3"


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **more)


def record_python(script, trace):
    environment = dict(os.environ, PYTHONPATH=str(SOURCES / "runtime" / "python"))
    return run([PYTHON, "-m", "coroscope", "--virtual", "-o", trace, script], env=environment)


class PairsTest(unittest.TestCase):
    maxDiff = None

    def test_every_pair_has_both_sides(self):
        python = {path.stem for path in (HERE / "pairs").glob("*.py")}
        cpp = set(run([PAIRS]).stdout.split())
        self.assertEqual(python, cpp)
        self.assertGreater(len(python), 0)

    def test_both_sides_print_and_record_the_same(self):
        for script in sorted((HERE / "pairs").glob("*.py")):
            with self.subTest(pair=script.stem), tempfile.TemporaryDirectory() as folder:
                python_trace, cpp_trace = (os.path.join(folder, name) for name in ("py.jsonl", "cpp.jsonl"))
                python = record_python(script, python_trace)
                cpp = run([PAIRS, script.stem, "--trace", cpp_trace])
                self.assertEqual(python.stdout, cpp.stdout, python.stderr + cpp.stderr)
                self.assertEqual(python.returncode, cpp.returncode, python.stderr + cpp.stderr)
                compared = run([PYTHON, HERE / "compare.py", python_trace, cpp_trace])
                self.assertEqual(compared.returncode, 0, compared.stdout + compared.stderr)


if __name__ == "__main__":
    unittest.main()
