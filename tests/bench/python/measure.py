"""How a work is measured in Python: as measure.hpp does it."""

import os
import time


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


class Measure:
    """What one work reports: `begin` and `end` enclose what is measured."""

    def begin(self):
        self._bytes = resident_bytes()
        self._ns = time.process_time_ns()

    def end(self, done):
        """`done` operations have really happened since `begin`."""
        self.result = {"done": done, "ns": time.process_time_ns() - self._ns}

    def held(self, done):
        """The memory that is held now and was not at `begin`, instead of a time."""
        self.result = {"done": done, "bytes": resident_bytes() - self._bytes}


class Randoms:
    """Pseudo-random numbers in 1 … most, the same ones for every runtime."""

    def __init__(self, most):
        self._state = 1
        self._most = most

    def next(self):
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % self._most + 1
