"""Runs programs on both sides and compares what they recorded."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import compare  # noqa: E402
from source import scenario, source, variables  # noqa: E402

PYTHON = "/usr/bin/python3"
DEATHS = {"never_awaited", "exception_unretrieved", "destroyed_pending"}


def differences(programs, binary, ours_counts=None):
    """For each program what differs first, in words; None where nothing does.

    `binary` is our side; `ours_counts` says what of its events counts, if not `counted`.
    """
    with tempfile.TemporaryDirectory(prefix="coroscope-random-") as folder:
        write_scripts(folder, programs)
        python = record_python_side(folder, len(programs))
        try:
            ours = subprocess.run([binary, os.path.join(folder, "programs.jsonl"), folder],
                                  capture_output=True, text=True, start_new_session=True,
                                  timeout=60 + len(programs))
        finally:
            python.wait()
        return [_difference(folder, number, ours.stderr, ours_counts or counted)
                for number in range(len(programs))]


def write_scripts(folder, programs):
    """What both sides read."""
    lines = []
    for number, program in enumerate(programs):
        Path(folder, f"{number}.py").write_text(source(program), encoding="utf-8")
        Path(folder, f"{number}.scenario").write_text(scenario(program), encoding="utf-8")
        lines.append(json.dumps(with_needs(program)) + "\n")
    Path(folder, "programs.jsonl").write_text("".join(lines), encoding="utf-8")


def record_python_side(folder, count):
    """Starts CPython on the scripts. A Ctrl-C in the terminal is not for the programs."""
    return subprocess.Popen([PYTHON, HERE / "record_many.py", folder, str(count)],
                            stdin=subprocess.DEVNULL, start_new_session=True)


def _difference(folder, number, said, ours_counts):
    one, other = (os.path.join(folder, f"{number}.{side}.jsonl") for side in ("python", "cpp"))
    if not os.path.exists(other):
        about = [line for line in said.splitlines() if line.startswith(f"program {number} ")]
        return f"our side made no recording: {' '.join(about) or said.strip()}"
    try:
        one, other = compare.read(one), compare.read(other)
    except compare.Unreadable as error:
        return f"no recording: {error}"
    doubtful = doubtful_deaths(one)
    one, other = counted(one, doubtful), ours_counts(other, doubtful)
    index = compare.first_difference(one, other)
    return None if index is None else compare.report(one, other, index, ("CPython", "ours"))


def counted(events, doubtful):
    """The events, with what is reported of dropped objects at the end, in an order of its own.

    A traceback keeps the frames alive that an exception has left, and what they refer to; C++ has
    none. So that a coroutine was never awaited or an exception never retrieved counts, not when.
    For the same reason a person may find a task there that on our side is gone; it is done on both.
    """
    events = [event for event in map(_without_target, events) if event is not None]
    alive = [event for event in events[:_end(events)] if event[1]["kind"] not in DEATHS]
    deaths = [(number, {key: value for key, value in fields.items()
                        if key in ("kind", "text", "other")
                        or key == "task" and fields["kind"] == "destroyed_pending"})
              for number, fields in events
              if fields["kind"] in DEATHS and not doubtful(fields)]
    return alive + sorted(deaths, key=lambda event: sorted(event[1].items()))


def doubtful_deaths(events):
    """Which deaths do not count, as CPython's recording has it: a predicate of an event.

    At the interpreter's exit CPython throws GeneratorExit into what is still suspended, and its
    `finally` runs without a loop: it may drop, or look at, what our side has where frames are only
    destroyed. And a person who cancels a task that only a traceback keeps takes its failure for seen.
    """
    quiet = DEATHS | {"timer_cancel", "handle_cancel"}
    if any(fields["kind"] not in quiet for _, fields in events[_end(events):]):
        return lambda fields: True
    seen = {f"task:{fields['task']}" for _, fields in events if _asks_in_vain(fields)}
    # Such a `finally` may also do no more than make a coroutine, and drop it.
    closed = any(fields["kind"] in ("destroyed_pending", "never_awaited")
                 for _, fields in events[_end(events):])
    return lambda fields: (fields["kind"] == "exception_unretrieved" and fields["other"] in seen
                           or fields["kind"] == "never_awaited" and closed)


def _asks_in_vain(fields):
    return (fields["kind"] == "cancel_asked" and fields.get("other") == "person"
            and not fields["value"])


def _end(events):
    """The index after the end of the program's code."""
    return next((index + 1 for index, (_, fields) in enumerate(events)
                 if fields["kind"] == "thread_end"), len(events))


def _without_target(event):
    number, fields = event
    if fields["kind"] == "intervention":
        return number, {key: value for key, value in fields.items() if key != "other"}
    return None if _asks_in_vain(fields) else event


def with_needs(part):
    """The program with what each statement needs written beside it, for our side."""
    if isinstance(part, list):
        return [with_needs(item) for item in part]
    if not isinstance(part, dict):
        return part
    more = {"needs": variables(part)} if "do" in part else {}
    return {key: with_needs(value) for key, value in part.items()} | more
