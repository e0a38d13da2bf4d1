"""Runs programs under plain CPython and under the recorder."""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "runtime" / "python"
PROGRAMS = Path(__file__).resolve().parent / "programs"
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*/lesson.py"))
PYTHON = "/usr/bin/python3"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONDONTWRITEBYTECODE": "1"}


@dataclass
class Recording:
    """What a recorded run left."""

    status: int
    stdout: str
    stderr: str
    text: str        # the file as it is
    seconds: float   # of the machine's time

    @property
    def events(self):
        return [json.loads(line) for line in self.text.splitlines()]

    def of(self, *kinds):
        """The events of these kinds."""
        return [event for event in self.events if event["kind"] in kinds]

    def story(self, *kinds, thread=None):
        """The events of these kinds (on that thread) in short: `step_begin Task-2 CancelledError`."""
        return [brief(event) for event in self.of(*kinds)
                if thread in (None, event["thread"])]


def brief(event):
    """kind, the task, the other, the value and the text, as far as there are any."""
    fields = (event.get(name) for name in ("kind", "task", "other", "value", "text"))
    return " ".join(str(field) for field in fields if field not in (None, ""))


def written(recording, stream):
    """What has gone to stdout (1) or stderr (2), as its prints tell it."""
    prints = [(event.get("value", 0), event["text"]) for event in recording.of("print")]
    return "".join(text + ("" if value & 1 else "\n") for value, text in prints
                   if (2 if value & 2 else 1) == stream)


def command(output, script, *, virtual=True, scenario=None, options=()):
    line = [PYTHON, "-m", "coroscope", "-o", output, *options]
    if virtual:
        line.append("--virtual")
    if scenario is not None:
        line += ["--scenario", scenario]
    return [*line, str(script)]


def record(program, *, virtual=True, scenario=None, options=(), arguments=(), timeout=60,
           stdin=None):
    """Record a program, given as its path or as its source."""
    with tempfile.TemporaryDirectory() as folder:
        script = program
        if not isinstance(program, Path):
            script = Path(folder, "program.py")
            script.write_text(program, encoding="utf-8")
        if scenario is not None:
            Path(folder, "scenario").write_text(scenario, encoding="utf-8")
            scenario = str(Path(folder, "scenario"))
        output = Path(folder, "recording.jsonl")
        line = command(str(output), script, virtual=virtual, scenario=scenario, options=options)
        begun = time.monotonic()
        done = subprocess.run([*line, *arguments], capture_output=True, text=True,
                              env=ENVIRONMENT, timeout=timeout, stdin=stdin)
        seconds = time.monotonic() - begun
        text = output.read_text(encoding="utf-8") if output.exists() else ""
        return Recording(done.returncode, done.stdout, done.stderr, text, seconds)


def plain(script, *arguments, timeout=60):
    """Run the script without the recorder."""
    return subprocess.run([PYTHON, str(script), *arguments], capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=timeout)
