"""A lesson's two programs, run by CPython and by our runtime, and what they do differently."""

import itertools
import json
import os
import pathlib
import re
import tempfile

from recordings import COROSCOPE, HERE, compare, record_python, run

LESSONS = HERE.parent.parent / "lessons"


def numbers():
    return [line.split()[0] for line in run([COROSCOPE, "list"]).stdout.splitlines()]


def combinations(lesson):
    """Every combination of a lesson's variants, read off the marks in its listings."""
    [folder] = LESSONS.glob(f"{int(lesson):02}_*")
    marks = set(re.findall(r"#\| (\w+)=(\w+):", (folder / "lesson.py").read_text(encoding="utf-8")))
    choices = [[None] + [choice for choice in marks if choice[0] == name]
               for name in sorted({name for name, _ in marks})]
    return list(itertools.product(*choices))


def begins(lesson, combination):
    """Where each callback begins, as (kind, label, line of lesson.py): of CPython, and of ours."""
    variants = [word for choice in combination if choice for word in ("--variant", "=".join(choice))]
    [folder] = LESSONS.glob(f"{int(lesson):02}_*")
    ties = {number: int(tie[1]) for number, line in enumerate(
        (folder / "lesson.cpp").read_text(encoding="utf-8").splitlines(), 1)
        if (tie := re.search(r"  // py:(\d+)$", line))}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        script, python_trace, cpp_trace = (
            folder / file for file in ("lesson.py", "python.jsonl", "cpp.jsonl"))
        script.write_text(run([COROSCOPE, "code", lesson, *variants]).stdout, encoding="utf-8")
        record_python(script, python_trace)
        run([COROSCOPE, "run", lesson, *variants, "--trace", cpp_trace])
        found = []
        for trace in (python_trace, cpp_trace):
            events = map(json.loads, trace.read_text(encoding="utf-8").splitlines())
            found.append([(event["kind"], event["text"], event["line"]) for event in events
                          if event["kind"] in ("handle_begin", "callback_run") and "line" in event])
    python, cpp = found
    return python, [(kind, text, ties.get(line)) for kind, text, line in cpp]


def difference(lesson, combination, interventions=()):
    """What the two sides of a lesson print or record differently; empty where nothing.

    `interventions` are what a person does, as (kind, target, seconds).
    """
    variants = [word for choice in combination if choice for word in ("--variant", "=".join(choice))]
    options = [word for kind, target, at in interventions
               for word in ((f"--{kind}", f"{target}@{at}") if target else (f"--{kind}", str(at)))]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        script, steps = folder / "lesson.py", folder / "person.scenario"
        python_trace, cpp_trace = folder / "python.jsonl", folder / "cpp.jsonl"
        script.write_text(run([COROSCOPE, "code", lesson, *variants]).stdout, encoding="utf-8")
        steps.write_text("".join(f"at {at}: {kind}{' ' + target if target else ''}\n"
                                 for kind, target, at in interventions))
        python = record_python(script, python_trace, "--scenario", steps)
        cpp = run([COROSCOPE, "run", lesson, *variants, *options, "--trace", cpp_trace])
        if python.stdout != cpp.stdout:
            return (f"--- CPython\n{python.stdout}{python.stderr}\n"
                    f"--- C++\n{cpp.stdout}{cpp.stderr}")
        return compare(python_trace, cpp_trace)
