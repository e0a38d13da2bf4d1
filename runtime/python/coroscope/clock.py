"""The two clocks of a recording: the machine's, and one that jumps.

Times are whole nanoseconds since the run began. Running code takes no virtual time; the virtual
clock moves only where the program waits.
"""

import time

_monotonic_ns = time.monotonic_ns
_sleep = time.sleep

SECOND = 1_000_000_000

# 292 years, as far as CPython's own waits and the numbers of a recording reach: `inf` is that late.
LATEST = 2 ** 63 - 1


def in_nanoseconds(seconds, now=0):
    """Whole nanoseconds; of what is no number the present."""
    if seconds != seconds:
        return now
    return round(max(-LATEST, min(seconds * SECOND, LATEST)))


class RealClock:
    """The machine's monotonic clock."""

    is_virtual = False

    def __init__(self):
        self._start = _monotonic_ns()

    def now(self):
        return _monotonic_ns() - self._start

    def from_loop_time(self, when):
        """The instant that a loop calls `when` (its clock is time.monotonic)."""
        at = in_nanoseconds(when, _monotonic_ns())
        return LATEST if at == LATEST else at - self._start

    def wait_until(self, deadline):
        _sleep(max(0, deadline - self.now()) / SECOND)


class VirtualClock:
    """Starts at 0 and jumps to whatever is waited for."""

    is_virtual = True

    def __init__(self):
        self._now = 0

    def now(self):
        return self._now

    def from_loop_time(self, when):
        return in_nanoseconds(when, self._now)

    def wait_until(self, deadline):
        self._now = max(self._now, deadline)
