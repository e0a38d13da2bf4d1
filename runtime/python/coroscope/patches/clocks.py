"""The functions of `time`, on the virtual clock."""

import time

from coroscope.clock import SECOND
from coroscope.patches import Builtin

# 2000-01-01 00:00 UTC: when every virtual run begins.
_EPOCH_NS = 946_684_800 * SECOND


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return
    now = recorder.clock.now

    def replace(name, function):
        patches.set(time, name, Builtin(function, getattr(time, name)))

    for name in ("monotonic", "perf_counter"):
        replace(name, lambda: now() / SECOND)
        replace(name + "_ns", lambda: now())
    replace("time", lambda: (_EPOCH_NS + now()) / SECOND)
    replace("time_ns", lambda: _EPOCH_NS + now())
