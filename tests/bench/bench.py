"""Our runtime beside its peers, on one core: bench.py --build FOLDER [--repetitions N] [--json FILE]

Runs every work on every runtime in turn, as often as there are repetitions, so that whatever else
the machine does meets all of them alike. Each repetition begins with another runtime: the first one
pays for memory that the machine has taken back meanwhile. Prints medians and ratios; a ratio is the
median of those within one repetition. Ctrl-C ends it early with what there is by then. Exit code 1 where a work was
not done in full.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import tables
from works import GROWTH, OURS, PEERS, RECORDING, RUNTIMES, WORKS

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"


def main():
    given = arguments()
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    bench = Bench(given.build)
    try:
        for repetition in range(given.repetitions):
            plan = planned(given, repetition)
            for i, (work, runtime) in enumerate(plan):
                if work.unit == "bytes" and repetition > 0:
                    continue  # it is the same each time
                say(f"repetition {repetition + 1} of {given.repetitions}, "
                    f"{i + 1} of {len(plan)}: {work.what}, {runtime}")
                bench.measure(work, runtime)
    except KeyboardInterrupt:
        say("stopped early")
    say("")
    print(tables.report(bench.results, tables.machine(core)))
    if given.json:
        given.json.write_text(json.dumps(as_data(bench.results, core), indent=1) + "\n",
                              encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(
        prog="./dev bench", description="Our runtime beside its peers, on one core.")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--repetitions", type=int, default=5, help="how many (5)")
    parser.add_argument("--json", type=Path, help="write all measurements to that file too")
    parser.add_argument("--only", default="", metavar="WORK,…",
                        help="only these works: " + ", ".join(names()))
    parser.add_argument("--ours", action="store_true", help="without the peers")
    given = parser.parse_args()
    unknown = [name for name in given.only.split(",") if name and name not in names()]
    if unknown:
        parser.error(f"there is no work '{unknown[0]}': choose among {', '.join(names())}")
    return given


def names():
    return list(dict.fromkeys(work.name for work in [*WORKS, *RECORDING, *GROWTH]))


def planned(given, repetition):
    """All that one repetition measures, in order."""
    plan = [(work, runtime) for work in WORKS for runtime in beginning_at(repetition, RUNTIMES)
            if work.unit == "ns" or runtime in (OURS, *PEERS)]
    plan += [(work, OURS) for work in RECORDING]
    plan += [(work, runtime) for work in GROWTH
             for runtime in beginning_at(repetition, (OURS, "asio"))]
    only = [name for name in given.only.split(",") if name]
    return [(work, runtime) for work, runtime in plan
            if (not only or work.name in only) and not (given.ours and runtime in PEERS)]


def beginning_at(turn, runtimes):
    """The same runtimes, in a ring: each is the first in its turn."""
    first = turn % len(runtimes)
    return [*runtimes[first:], *runtimes[:first]]


class Bench:
    """Measures, and keeps what it has measured: work → runtime → one number a repetition."""

    def __init__(self, build):
        self._build = build
        self.results = {}

    def measure(self, work, runtime):
        count = work.count_of(runtime)
        ran = subprocess.run([*self._command(runtime), work.name, str(count),
                              *OPTIONS.get(runtime, [])],
                             check=False, capture_output=True, text=True,
                             env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        if ran.returncode != 0:
            sys.exit(f"bench: {work.name} on {runtime} failed: {ran.stderr.strip()}")
        result = json.loads(ran.stdout)
        if result["done"] != count:
            sys.exit(f"bench: {work.name} on {runtime} did {result['done']} of {count}")
        value = result.get("ns", result.get("bytes")) / count
        self.results.setdefault(work, {}).setdefault(runtime, []).append(value)

    def _command(self, runtime):
        if runtime == "asio":
            return [self._build / "bench_asio"]
        return [PYTHON, HERE / "python/main.py"] if runtime in PEERS else [
            self._build / "bench_ours"]


OPTIONS = {
    "virtual": ["--clock", "virtual"],
    "traced-steady": ["--clock", "steady", "--tracing"],
    "traced-virtual": ["--clock", "virtual", "--tracing"],
    "uvloop": ["--uvloop"],
}


def as_data(results, core):
    return {
        "machine": tables.machine(core),
        "works": [{"work": work.name, "what": work.what, "unit": work.unit,
                   "median": {runtime: statistics.median(values)
                              for runtime, values in by_runtime.items()},
                   "ratio": {runtime: tables.ratio(by_runtime, runtime, OURS)
                             for runtime in by_runtime if runtime != OURS and OURS in by_runtime},
                   "measured": by_runtime}
                  for work, by_runtime in results.items()],
    }


def say(text):
    """One line on stderr that says how far it is; a terminal's is written over."""
    if sys.stderr.isatty():
        print(f"\033[K{text}", end="\r", file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
