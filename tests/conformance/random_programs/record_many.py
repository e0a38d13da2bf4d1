"""Records many scripts under CPython: record_many.py FOLDER COUNT

Scripts are FOLDER/0.py, 1.py, …; recordings 0.python.jsonl, …; what the person does 0.scenario.
Each runs as `python3 -m coroscope --virtual -o … --scenario … script.py` would, in a process of its
own, forked from this one after the imports, which take longer than most programs.
"""

import asyncio
import gc
import inspect
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "runtime" / "python"))

import coroscope.program  # noqa: E402
import mended  # noqa: E402
from coroscope.places import Places  # noqa: E402
from coroscope.scenario import parse  # noqa: E402

SECONDS = 20  # for one script: it is virtual time that they wait for


def record(stem):
    """Run one script and leave the process."""
    status = 70
    try:
        signal.alarm(SECONDS)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        output = os.open(f"{stem}.out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(output, 1)
        os.dup2(output, 2)
        with open(f"{stem}.scenario", encoding="utf-8") as file:
            scenario = parse(file.read(), file.name)
        status = coroscope.program.run(
            coroscope.program.Options(f"{stem}.py", [], f"{stem}.python.jsonl", True, scenario))
        sys.stdout.flush()
    finally:
        os._exit(max(status, 0))


def main(folder, count):
    # What only the first of many has to do: imports, the recorder's look at asyncio's sources.
    asyncio.new_event_loop().close()
    inspect.getsource(asyncio.as_completed)
    Places(__file__)
    mended.install()
    gc.freeze()
    for number in range(int(count)):
        child = os.fork()
        if child == 0:
            record(os.path.join(folder, str(number)))
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
