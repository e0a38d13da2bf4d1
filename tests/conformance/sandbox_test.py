"""What the sandbox shows is what CPython does with the Python that it writes.

Programs out of seeds, as a person might put them together; each side's recording is compared event by
event, and the lines as well: that of the C++ listing must be tied to the line at which CPython was.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from recordings import HERE, PYTHON

sys.path.insert(0, str(HERE / "random_programs"))

import both_sides  # noqa: E402
import compare  # noqa: E402

BINARY = os.path.join(os.environ["COROSCOPE_BUILD"], "sandbox_programs")
NAMES = ["brew", "toast", "pour", "grind", "steep", "chill", "wash", "serve"]
COUNT = 200
# At these a line is where the program's own code stands, not where a loop happens to be.
LINED = {"print", "task_new", "waits", "block_begin", "call_threadsafe", "coro_enter"}


def generate(seed):
    """A program that ends: spawning goes to later tasks only."""
    rng = random.Random(seed)
    loops = rng.choice([1, 1, 1, 2, 2, 3])
    count = rng.randint(1, 6)
    tasks = [{"name": NAMES[i], "loop": rng.randrange(loops), "starts": rng.random() < 0.7, "steps": []}
             for i in range(count)]
    for index, task in enumerate(tasks):
        for _ in range(rng.randint(0, 5)):
            step = one_step(rng, tasks, index)
            if step:
                task["steps"].append(step)
    return {"loops": loops, "tasks": tasks}


def one_step(rng, tasks, index):
    do = rng.choice(["sleep", "sleep", "block", "print", "print", "spawn", "await", "await", "cancel"])
    if do in ("sleep", "block"):
        return {"do": do, "tenths": rng.choice([0, 1, 5, 10, 10, 15, 20, 30])}
    if do == "print":
        return {"do": do, "text": rng.choice(["ready", "so", "it's \"hot\"", "a\\b", "茶", ""])}
    if do == "spawn":
        later = range(index + 1, len(tasks))
        return {"do": do, "task": rng.choice(later)} if later else None
    others = [i for i, other in enumerate(tasks)
              if do == "cancel" or other["loop"] == tasks[index]["loop"]]
    return {"do": do, "task": rng.choice(others)}


def without_reprs(events):
    """CPython's message quotes the task's whole repr, with file and line."""
    for _, fields in events:
        if "Task cannot await on itself" in fields.get("text", ""):
            fields["text"] = fields["text"].partition(": <")[0].partition(": Task '")[0]
    return events


class SandboxTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="coroscope-sandbox-")
        cls.programs = [generate(seed) for seed in range(COUNT)]
        folder = Path(cls.folder.name)
        (folder / "programs.jsonl").write_text(
            "".join(json.dumps(program) + "\n" for program in cls.programs), encoding="utf-8")
        subprocess.run([BINARY, folder / "programs.jsonl", folder], check=True, timeout=120)
        for number in range(COUNT):
            (folder / f"{number}.scenario").write_text("", encoding="utf-8")
        both_sides.record_python_side(folder, COUNT).wait(timeout=240)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def events(self, number):
        stem = Path(self.folder.name, str(number))
        return [[json.loads(line) for line in
                 Path(f"{stem}.{side}.jsonl").read_text(encoding="utf-8").splitlines()]
                for side in ("python", "cpp")]

    def test_programs_record_the_same_under_cpython(self):
        for number in range(COUNT):
            with self.subTest(seed=number):
                python, cpp = (without_reprs(compare.read(f"{self.folder.name}/{number}.{side}.jsonl"))
                               for side in ("python", "cpp"))
                # When a traceback lets go of what it keeps does not count.
                doubtful = both_sides.doubtful_deaths(python)
                python, cpp = (both_sides.counted(side, doubtful) for side in (python, cpp))
                index = compare.first_difference(python, cpp)
                shown = index is not None and (
                    Path(self.folder.name, f"{number}.py").read_text(encoding="utf-8")
                    + compare.report(python, cpp, index, ("CPython", "ours")))
                self.assertIsNone(index, shown)

    def test_every_line_of_cpp_is_tied_to_the_line_that_cpython_runs(self):
        compared = 0
        for number in range(COUNT):
            lines = [0] + list(map(int, Path(self.folder.name, f"{number}.lines").read_text().split()))
            python, cpp = ([event for event in side if event["kind"] in LINED]
                           for side in self.events(number))
            for one, other in zip(python, cpp):
                if "line" in one:
                    compared += 1
                    self.assertEqual(one["line"], lines[other.get("line", 0)], (number, one, other))
        self.assertGreater(compared, COUNT)

    def test_every_kind_of_step_occurs(self):
        text = "".join(Path(self.folder.name, f"{number}.py").read_text(encoding="utf-8")
                       for number in range(COUNT))
        for word in ("await asyncio.sleep(", "time.sleep(", "print(", "asyncio.create_task(",
                     "await tasks[", ".cancel()", "run_coroutine_threadsafe(",
                     "call_soon_threadsafe(tasks[", "threading.Thread(", "pass"):
            self.assertIn(word, text)

    def test_its_cpp_compiles(self):
        wanted = ("sleep(", "time_sleep(", "run_coroutine_threadsafe(", "call_soon_threadsafe(",
                  "co_await tasks.at(", "create_task(")
        sources = [Path(self.folder.name, f"{number}.cpp") for number in range(COUNT)]
        richest = max(sources, key=lambda source: sum(word in source.read_text() for word in wanted))
        # In a namespace, as the lessons are: `main` is a coroutine's name.
        lines = richest.read_text().splitlines()
        head = [line for line in lines if line.startswith(("#include", "using namespace std"))]
        rest = [line for line in lines if line not in head]
        inside = Path(self.folder.name, "compiled.cpp")
        inside.write_text("\n".join([*head, "namespace program_of_test {", *rest, "}", ""]))
        subprocess.run(["g++", "-std=c++20", "-fsyntax-only", "-I", HERE.parent.parent, inside],
                       check=True, timeout=240)

    def test_its_python_is_a_file_that_runs_by_itself(self):
        quick = next(number for number in range(COUNT)
                     if "sleep(" not in Path(self.folder.name, f"{number}.py").read_text())
        result = subprocess.run([PYTHON, f"{self.folder.name}/{quick}.py"], capture_output=True,
                                timeout=30)
        self.assertNotIn(b"SyntaxError", result.stderr)


if __name__ == "__main__":
    unittest.main()
