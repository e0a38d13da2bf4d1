"""The recorder works under every CPython that is present: the program does what it does without us,
and each task's life is whole. (That the events are the same is asked of the referee's alone.)"""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENDS = {"task_done", "task_failed", "task_cancelled"}
EAGER = """
import asyncio
async def job():
    asyncio.current_task().set_name("brew")
    print(asyncio.current_task().get_name())
    await asyncio.sleep(0)
async def main():
    factory = asyncio.create_eager_task_factory(asyncio.Task)
    asyncio.get_running_loop().set_task_factory(factory)
    await asyncio.create_task(job())
asyncio.run(main())
"""


def present():
    """The interpreters from 3.11 on, each version once: those on the PATH, and pyenv's."""
    names = ("python3", "python3.11", "python3.12", "python3.13")
    paths = [path for path in map(shutil.which, names) if path]
    paths += sorted(map(str, Path.home().glob(".pyenv/versions/3.1[1-3].*/bin/python3")))
    found = {}
    for path in paths:
        version = subprocess.run([path, "-c", "import sys; print(sys.version.split()[0])"],
                                 capture_output=True, text=True).stdout.strip()
        if version and tuple(map(int, version.split(".")[:2])) >= (3, 11):
            found.setdefault(version, path)
    return found


def record(python, script):
    """The run under the recorder, and its events."""
    with tempfile.TemporaryDirectory() as folder:
        trace = os.path.join(folder, "trace.jsonl")
        environment = dict(os.environ, PYTHONPATH=str(ROOT / "runtime/python"),
                           PYTHONDONTWRITEBYTECODE="1")
        done = subprocess.run([python, "-m", "coroscope", "--virtual", "-o", trace, script],
                              capture_output=True, text=True, env=environment, timeout=60)
        with open(trace, encoding="utf-8") as file:
            return done, [json.loads(line) for line in file]


class VersionsTest(unittest.TestCase):
    def test_every_interpreter_that_is_here(self):
        versions = present()
        for version, python in versions.items():
            for script in sorted((ROOT / "lessons").glob("*/lesson.py")):
                with self.subTest(python=version, lesson=script.parent.name):
                    referee, _ = record("/usr/bin/python3", script)
                    done, events = record(python, script)
                    self.assertEqual((done.stdout, done.returncode),
                                     (referee.stdout, referee.returncode), done.stderr)
                    born = [event["task"] for event in events if event["kind"] == "task_new"]
                    ended = [event["task"] for event in events if event["kind"] in ENDS]
                    self.assertEqual(sorted(born), sorted(ended))
                    self.assertEqual(events[-1]["kind"], "thread_end")
        print("recorded under CPython " + ", ".join(versions))

    def test_an_eager_task_may_name_itself(self):
        for version, python in present().items():
            if version.startswith("3.11."):
                continue
            with self.subTest(python=version), tempfile.TemporaryDirectory() as folder:
                script = Path(folder, "eager.py")
                script.write_text(EAGER, encoding="utf-8")
                done, events = record(python, script)
                self.assertEqual((done.stdout, done.returncode), ("brew\n", 0), done.stderr)
                self.assertIn("brew", [event.get("text") for event in events
                                       if event["kind"] == "task_renamed"])


if __name__ == "__main__":
    unittest.main()
