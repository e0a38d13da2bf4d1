"""Compares random scenarios of the lessons: random_scenarios.py --scenarios N [--first SEED] --build FOLDER

What a person does to a lesson is drawn from its seed: one to three interventions of every kind, those
that follow an event at any beat of the recording that the lines above make. CPython and our runtime
read the same file; their recordings are compared event by event. Says how far it is, can be stopped
with Ctrl-C. A scenario that differs is cut down and printed with the first difference. Exit code 1
where one differed.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LESSONS = sorted((HERE.parent.parent / "lessons").glob("[0-9]*/lesson.py"))
sys.path.insert(0, str(HERE / "random_programs"))

from both_sides import compare, counted, doubtful_deaths, record_python_side  # noqa: E402
from long_run import Progress  # noqa: E402

BATCH = 20
# EVENTS.md, "Beat"; the others close one only where they have a line.
CLOSING = {"thread_start", "thread_end", "block_begin", "block_end", "loop_new", "loop_run_begin",
           "loop_run_end", "loop_stop", "loop_close", "select_begin", "select_end", "handle_end",
           "task_new", "step_begin", "step_end", "cancel_asked", "callback_run", "print",
           "interrupt", "intervention", "never_awaited", "destroyed_pending",
           "exception_unretrieved"}
WITH_LINE = {"call_soon", "call_threadsafe", "handle_begin"}
EXCEPTIONS = ("ValueError: boom", "TimeoutError", "RuntimeError: no: way", "OSError: (1) # gone")


def draw(seed, binary, folder):
    """The scenario of that seed, as its lines."""
    chance = random.Random(seed)
    script = LESSONS[seed % len(LESSONS)]
    lines = [f"lesson {int(script.parent.name[:2])}"]
    for name, choices in variants_of(script).items():
        if chance.random() < 0.5:
            lines.append(f"variant {name}={chance.choice(choices)}")
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        lines.append(intervention(chance, ours(lines, binary, Path(folder, f"{seed}.draw"))))
    return lines


def variants_of(script):
    """The choices that its marks have, without the default."""
    found = {}
    for name, choice in re.findall(r"#\| (\w+)=(\w+):", script.read_text(encoding="utf-8")):
        found.setdefault(name, []).append(choice)
    return found


def intervention(chance, events):
    tasks = sorted({event["task"] for event in events if "task" in event})
    labels = [event["text"] for event in events if event["kind"] == "task_new" and "text" in event]
    target = chance.choice([*tasks, *labels] or ["Task-1"])
    if chance.random() < 0.1:
        return f"block {target} {chance.choice((1, 1, 2))}"
    action = chance.choice(("interrupt", f"cancel {target}", f"complete {target}",
                            f"raise {target} {chance.choice(EXCEPTIONS)}".replace(" #", " \\#")))
    if chance.random() < 0.3:
        times = [event["t_ns"] for event in events]
        at = chance.choice(times) + chance.choice((0, 0, 1, 500_000_000))
        return f"at {at / 1e9:.9f}: {action}"
    seq = chance.choice([event["seq"] for event in events if event["kind"] in CLOSING
                         or event["kind"] in WITH_LINE and "line" in event])
    event = events[seq]
    name = chance.choice(sorted(names(event)))
    nth = sum(other["kind"] == event["kind"] and name in names(other)
              for other in events[:seq + 1])
    return f"after {seq} {event['kind']}#{nth} {name}: {action}"


def names(event):
    """What may stand as ID."""
    found = {name for name in (event.get("task"), event.get("loop"), event["thread"]) if name}
    kind, _, number = event.get("other", "").partition(":")
    return found | {number, f"{kind}:{number}"} if kind in ("future", "handle", "conn") else found


def ours(lines, binary, stem):
    """What our runtime records of the scenario."""
    # Not in the file that CPython is told it from.
    scenario = Path(f"{stem}.ours.scenario")
    scenario.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run([binary, "run", "--scenario", scenario,
                           "--trace", f"{stem}.cpp.jsonl"], capture_output=True, text=True,
                          start_new_session=True, timeout=60)
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(f"coroscope ended with {done.returncode}: {done.stderr}\n"
                           + "\n".join(lines))
    with open(f"{stem}.cpp.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def differences(scenarios, binary):
    """For each scenario, given as its lines, what differs first, in words; None where nothing does."""
    with tempfile.TemporaryDirectory(prefix="coroscope-scenarios-") as folder:
        for number, lines in enumerate(scenarios):
            script = LESSONS[int(lines[0].split()[1]) - 1]
            Path(folder, f"{number}.py").write_text(script.read_text(encoding="utf-8"))
            Path(folder, f"{number}.scenario").write_text("\n".join(lines) + "\n", encoding="utf-8")
        python = record_python_side(folder, len(scenarios))
        try:
            for number, lines in enumerate(scenarios):
                ours(lines, binary, Path(folder, str(number)))
        finally:
            python.wait()
        return [_difference(folder, number) for number in range(len(scenarios))]


def _difference(folder, number):
    try:
        one, other = (compare.read(os.path.join(folder, f"{number}.{side}.jsonl"))
                      for side in ("python", "cpp"))
    except compare.Unreadable as error:
        said = Path(folder, f"{number}.out")
        return f"no recording: {error}\n{said.read_text() if said.exists() else ''}"
    doubtful = doubtful_deaths(one)
    one, other = counted(one, doubtful), counted(other, doubtful)
    index = compare.first_difference(one, other)
    return None if index is None else compare.report(one, other, index, ("CPython", "ours"))


def compare_seeds(seeds, binary):
    """The scenarios of these seeds, each with what differs."""
    with tempfile.TemporaryDirectory(prefix="coroscope-draw-") as folder:
        scenarios = [draw(seed, binary, folder) for seed in seeds]
    return list(zip(seeds, scenarios, differences(scenarios, binary)))


def compared(seeds, binary):
    """The same, as it comes, with all processors at work."""
    workers = os.cpu_count() or 1
    batches = [seeds[i:i + BATCH] for i in range(0, len(seeds), BATCH)]
    pool = concurrent.futures.ProcessPoolExecutor(workers, initializer=signal.signal,
                                                  initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        for result in pool.map(compare_seeds, batches, itertools.repeat(binary)):
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def explain(lines, binary):
    """The scenario with as few of its lines as still differ, and how."""
    small = list(lines)
    for line in lines[1:]:
        fewer = [other for other in small if other is not line]
        if differences([fewer], binary)[0] is not None:
            small = fewer
    return "\n".join(small) + "\n" + str(differences([small], binary)[0])


def main():
    parser = argparse.ArgumentParser(
        description="Compare random scenarios under CPython and on our runtime.")
    parser.add_argument("--scenarios", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--build", type=Path, required=True, help="the folder of coroscope")
    parser.add_argument("--most", type=int, default=1, help="stop after so many that differ (1)")
    given = parser.parse_args()
    binary = str(given.build / "coroscope")
    progress = Progress(given.scenarios)
    found = []
    try:
        for result in compared(range(given.first, given.first + given.scenarios), binary):
            found += [(seed, lines) for seed, lines, difference in result if difference]
            progress.add(len(result), len(found))
            if len(found) >= given.most:
                break
    except KeyboardInterrupt:
        progress.end("stopped: ")
    else:
        progress.end("")
    for seed, lines in found[:given.most]:
        print(f"\n# seed {seed}\n{explain(lines, binary)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
