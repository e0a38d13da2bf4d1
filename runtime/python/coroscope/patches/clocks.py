"""The functions of `time`, on the virtual clock."""

import time

from coroscope.clock import SECOND

# 2000-01-01 00:00 UTC: when every virtual run begins.
_EPOCH_NS = 946_684_800 * SECOND


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return
    now = recorder.clock.now

    def replace(name, function):
        function.__name__ = function.__qualname__ = name
        function.__module__ = "time"
        patches.set(time, name, function)

    for name in ("monotonic", "perf_counter"):
        replace(name, lambda: now() / SECOND)
        replace(name + "_ns", lambda: now())
    replace("time", lambda: (_EPOCH_NS + now()) / SECOND)
    replace("time_ns", lambda: _EPOCH_NS + now())
