"""The functions of `time`, on the virtual clock, and what else tells or measures time by them."""

import queue
import sys
import threading
import time
import timeit  # before the clocks are replaced: it measures work, which takes no virtual time
from asyncio import base_events

from coroscope.clock import SECOND
from coroscope.patches import Builtin, dates

assert timeit.default_timer is time.perf_counter

# 2000-01-01 00:00 UTC: when every virtual run begins.
_EPOCH_NS = 946_684_800 * SECOND

# Whoever of the library's asks for the time waits by it, and does not spin.
_WAITERS = frozenset({"asyncio", "concurrent", "logging", "queue", "threading"})


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return
    scheduler = recorder.scheduler
    loop_time = base_events.BaseEventLoop.time.__code__

    def now():
        """The time that somebody reads: that makes time pass where the program only polls."""
        frame = sys._getframe(2)
        while frame.f_code is loop_time or (
                module := frame.f_globals.get("__name__", "").partition(".")[0]) == "coroscope":
            frame = frame.f_back
        if module not in _WAITERS:
            scheduler.note_reading()
        return recorder.clock.now()

    def replace(name, function):
        patches.set(time, name, Builtin(function, getattr(time, name)))

    for name in ("monotonic", "perf_counter"):
        replace(name, lambda: now() / SECOND)
        replace(name + "_ns", lambda: now())
    replace("time", lambda: (_EPOCH_NS + now()) / SECOND)
    replace("time_ns", lambda: _EPOCH_NS + now())
    # They took theirs before.
    patches.set(threading, "_time", time.monotonic)
    patches.set(queue, "time", time.monotonic)
    _replace_clock_gettime(now, replace)
    _replace_dates(now, replace)
    dates.install(time.time, patches)


def _replace_clock_gettime(now, replace):
    clock_gettime, clock_gettime_ns = time.clock_gettime, time.clock_gettime_ns
    starts = {time.CLOCK_REALTIME: _EPOCH_NS, time.CLOCK_MONOTONIC: 0}

    def gettime(clock, /):
        return (starts[clock] + now()) / SECOND if clock in starts else clock_gettime(clock)

    def gettime_ns(clock, /):
        return starts[clock] + now() if clock in starts else clock_gettime_ns(clock)

    replace("clock_gettime", gettime)
    replace("clock_gettime_ns", gettime_ns)


def _replace_dates(now, replace):
    """Those that take the present where no time is given."""
    localtime, gmtime, asctime, ctime, strftime = (
        time.localtime, time.gmtime, time.asctime, time.ctime, time.strftime)

    def present():
        return (_EPOCH_NS + now()) / SECOND

    replace("localtime", lambda seconds=None, /: localtime(
        present() if seconds is None else seconds))
    replace("gmtime", lambda seconds=None, /: gmtime(present() if seconds is None else seconds))
    replace("ctime", lambda seconds=None, /: ctime(present() if seconds is None else seconds))
    replace("asctime", lambda *given: asctime(*given or (localtime(present()),)))
    replace("strftime", lambda format, /, *given: strftime(
        format, *given or (localtime(present()),)))
