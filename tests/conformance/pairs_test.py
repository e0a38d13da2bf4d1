"""Each pair of programs, Python and C++, prints the same, is complained of alike, and records the
same events.

CPython runs the one, our runtime the other; nothing is expected that CPython did not do. Without
--virtual the Python side would take seconds, so both run on the virtual clock. pairs/NAME.scenario,
where there is one, is what a person does to both. Where there is none, our side prints the same also
while nothing records it: the runtime goes other ways then.

A pair whose first line says `# needs CPython 3.11.3: reason` is skipped, aloud, by an older one.
One that says `# without the recorder: reason` is run by bare CPython, and only what it prints counts.
"""

import os
import re
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

from recordings import HERE, PAIRS, PYTHON, compare, record_python, run


def complaints(stderr):
    """What the interpreter complains of by itself, without the places; a coroutine that was never
    awaited once, as the warnings of a place are shown once. A deadlock ends only here: CPython
    waits for ever, and complains of nothing."""
    if "DeadlockError" in stderr:
        return []
    warned = set(re.findall("RuntimeWarning: coroutine '.*' was never awaited", stderr))
    return sorted(warned) + sorted(re.findall(
        "^(?:Task was destroyed but it is pending!|[A-Za-z_]+ exception was never retrieved"
        "|Exception in thread .*:|Exception in callback [^(\n]*)", stderr, re.MULTILINE))


def difference(script):
    """What the two sides of a pair do differently; empty where nothing."""
    scenario = script.with_suffix(".scenario")
    options = ["--scenario", scenario] if scenario.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        python_trace, cpp_trace = (os.path.join(folder, name) for name in ("py.jsonl", "cpp.jsonl"))
        is_bare = script.read_text().startswith("# without the recorder: ")
        python = (run([PYTHON, script]) if is_bare else
                  record_python(script, python_trace, *options))
        cpp = run([PAIRS, script.stem, "--trace", cpp_trace, *options])
        told = [(side.stdout, complaints(side.stderr), side.returncode) for side in (python, cpp)]
        if told[0] != told[1]:
            return (f"--- CPython, exit code {python.returncode}\n{python.stdout}{python.stderr}\n"
                    f"--- C++, exit code {cpp.returncode}\n{cpp.stdout}{cpp.stderr}")
        if not options:
            unrecorded = run([PAIRS, script.stem, "--unrecorded"])
            if (unrecorded.stdout, unrecorded.returncode) != (cpp.stdout, cpp.returncode):
                return f"--- recorded\n{cpp.stdout}\n--- unrecorded\n{unrecorded.stdout}{unrecorded.stderr}"
        return "" if is_bare else compare(python_trace, cpp_trace)


def version(text):
    return tuple(map(int, text.split(".")))


class PairsTest(unittest.TestCase):
    maxDiff = None

    def test_every_pair_has_both_sides(self):
        python = {path.stem for path in (HERE / "pairs").glob("*.py")}
        cpp = set(run([PAIRS]).stdout.split())
        self.assertEqual(python, cpp)
        self.assertGreater(len(python), 0)

    def test_a_complaint_counts_as_often_as_it_is_made_but_a_warning_once(self):
        destroyed = "Task was destroyed but it is pending!"
        warning = "RuntimeWarning: coroutine 'work' was never awaited"
        self.assertEqual([warning, "Exception in callback ring", destroyed, destroyed], complaints(
            f"{destroyed}\n{destroyed}\nException in callback ring(1) at x.py:1\n"
            f"x.py:2: {warning}\nx.py:2: {warning}\n"))

    def test_both_sides_print_and_record_the_same(self):
        present = run([PYTHON, "-c", "import platform; print(platform.python_version())"]).stdout
        scripts = []
        for script in sorted((HERE / "pairs").glob("*.py")):
            needs = re.match(r"# needs CPython ([0-9.]+[0-9]): (.*)", script.read_text())
            if needs and version(present) < version(needs[1]):
                print(f"skipped {script.stem}: CPython is {present.strip()}, not {needs[1]}: {needs[2]}")
            else:
                scripts.append(script)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for script, differs in zip(scripts, pool.map(difference, scripts)):
                with self.subTest(pair=script.stem):
                    self.assertEqual("", differs)
        print(f"{len(scripts)} pairs compared with CPython {present.strip()}")


if __name__ == "__main__":
    unittest.main()
