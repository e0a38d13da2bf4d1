"""Each pair of programs, Python and C++, prints the same and records the same events.

CPython runs the one, our runtime the other; nothing is expected that CPython did not do. Without
--virtual the Python side would take seconds, so both run on the virtual clock.
"""

import os
import tempfile
import unittest

from recordings import HERE, PAIRS, compare, record_python, run


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
                self.assertEqual("", compare(python_trace, cpp_trace))


if __name__ == "__main__":
    unittest.main()
