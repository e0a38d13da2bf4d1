"""Runs one work on CPython's asyncio: main.py WORK COUNT [--uvloop]"""

import asyncio
import json
import sys

from echo import echo
from measure import Measure
from memory import memory
from ping_pong import event_ping_pong, queue_ping_pong
from posted import posted
from spawn import spawn_in_batches, spawn_in_turn
from timers import timers
from yields import yield_alone, yield_among

WORKS = {
    "yield-1": yield_alone,
    "yield-1000": yield_among,
    "spawn": spawn_in_turn,
    "spawn-batch": spawn_in_batches,
    "queue": queue_ping_pong,
    "event": event_ping_pong,
    "timers": timers,
    "posted": posted,
    "memory": memory,
    "echo": echo,
}


def main():
    name, count, *rest = sys.argv[1:]
    if rest == ["--uvloop"]:
        import uvloop  # a package that only this needs
        uvloop.install()
    measure = Measure()
    asyncio.run(WORKS[name](measure, int(count)))
    if "ns" in measure.result:
        asyncio.run(WORKS[name](measure, int(count)))  # the first run has only warmed up
    print(json.dumps(measure.result))


if __name__ == "__main__":
    main()
