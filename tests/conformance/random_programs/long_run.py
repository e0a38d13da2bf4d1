"""Compares many random programs: long_run.py --programs N [--first SEED] [--build FOLDER]

Says how far it is, can be stopped with Ctrl-C, and ends with the count. A program that differs is
shrunk and printed: its Python source, its seed and the first difference. Exit code 1 where one
differed.
"""

import argparse
import concurrent.futures
import json
import os
import signal
import sys
import time
from pathlib import Path

from both_sides import differences
from generate import generate
from shrink import shrink
from source import scenario, source

BATCH = 50


def main():
    parser = argparse.ArgumentParser(
        description="Compare random programs under CPython and on our runtime.")
    parser.add_argument("--programs", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--first", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--build", type=Path, required=True, help="the folder of random_programs")
    parser.add_argument("--threads", action="store_true", help="programs with threads")
    parser.add_argument("--most", type=int, default=1, help="stop after so many that differ (1)")
    parser.add_argument("--json", action="store_true", help="print the shrunk program's data too")
    given = parser.parse_args()
    binary = str(given.build / "random_programs")
    progress = Progress(given.programs)
    found = []
    seeds = range(given.first, given.first + given.programs)
    batches = [seeds[i:i + BATCH] for i in range(0, len(seeds), BATCH)]
    try:
        for batch, result in compared(batches, binary, given.threads):
            for seed in [seed for seed, difference in zip(batch, result) if difference]:
                found.append(seed)
                progress.note(f"seed {seed} differs")
            progress.add(len(batch), len(found))
            if len(found) >= given.most:
                break
    except KeyboardInterrupt:
        progress.end("stopped: ")
    else:
        progress.end("")
    for seed in sorted(found)[:given.most]:
        print(explain(seed, binary, progress.say, given.json, given.threads))
    return 1 if found else 0


def compared(batches, binary, threads=False):
    """Each batch with its differences, as they come, with all processors at work."""
    workers = os.cpu_count() or 1
    pool = concurrent.futures.ProcessPoolExecutor(workers, initializer=signal.signal,
                                                  initargs=(signal.SIGINT, signal.SIG_IGN))
    waiting = {}
    todo = iter(batches)
    try:
        while True:
            while len(waiting) < workers + 1 and (batch := next(todo, None)) is not None:
                waiting[pool.submit(compare_seeds, batch, binary, threads)] = batch
            if not waiting:
                return
            done, _ = concurrent.futures.wait(
                waiting, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def compare_seeds(seeds, binary, threads=False):
    return differences([generate(seed, threads) for seed in seeds], binary)


def explain(seed, binary, say, with_data=False, threads=False):
    """The program of that seed at its smallest, and how it differs."""
    def shows(programs):
        return [difference is not None for difference in differences(programs, binary)]

    program = shrink(generate(seed, threads), shows, say)
    say("")
    [difference] = differences([program], binary)
    person = "".join("# " + line + "\n" for line in scenario(program).splitlines())
    data = json.dumps(program) + "\n" if with_data else ""
    kind = " with threads" * threads
    return f"\n# seed {seed}{kind}, shrunk\n{person}{source(program)}\n{data}{difference}\n"


class Progress:
    """One line on stderr that says how far it is; a terminal's is written over."""

    def __init__(self, total):
        self._total = total
        self._done = 0
        self._differ = 0
        self._began = self._said = time.monotonic()

    def add(self, count, differ):
        self._done += count
        self._differ = differ
        now = time.monotonic()
        if sys.stderr.isatty() or now - self._said > 30:
            self._said = now
            self.say(self._text())

    def _text(self):
        rate = self._done / max(0.001, time.monotonic() - self._began)
        return (f"{self._done:,} of {self._total:,} programs compared, {self._differ} differ, "
                f"{rate:.0f} a second")

    def note(self, text):
        """A line that stays."""
        print(text, file=sys.stderr, flush=True)

    def say(self, text):
        end = "\r" if sys.stderr.isatty() else "\n"
        if sys.stderr.isatty():
            text = f"\033[K{text}"
        if text:
            print(text, end=end, file=sys.stderr, flush=True)

    def end(self, why):
        print(why + self._text(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
