"""asyncio.Handle and TimerHandle: what is queued, what is due, what runs."""

import math
import sys
import types
from asyncio import base_events, events, futures, tasks

import asyncio

from coroscope import labels
from coroscope.clock import SECOND
from coroscope.patches.futures import Future, Observed, stepping_task
from coroscope.patches.tasks import Task, run_step

_QUEUED, _HAS_RUN = "queued", "has run"


class HandleInfo:
    """What a recording knows of a handle."""

    __slots__ = ("party", "label", "place", "future", "state", "error", "stream")

    def __init__(self, party, label, place):
        self.party = party
        self.label = label
        self.place = place      # where the callback is defined, if it is the program's own
        self.future = None      # `task:Task-1` where it is a done callback of that
        self.state = None       # _QUEUED, then _HAS_RUN; None where a descriptor may run it again
        self.error = None       # what it raised
        self.stream = None      # where that was complained of


class ObservedHandle:
    """What both kinds of handle have in common."""

    __slots__ = ()
    recorder = None  # set by install

    def info(self):
        """Its HandleInfo; the handle gets its number here."""
        try:
            return self._coroscope
        except AttributeError:
            recorder = self.recorder
            label, place = labels.callback(self._callback, self._args, recorder.places)
            self._coroscope = HandleInfo(f"handle:{recorder.count('handle')}", label, place)
            return self._coroscope

    def info_of_callback(self, future):
        """Its HandleInfo as a done callback of `future`, which is its argument."""
        recorder = self.recorder
        label, place = labels.callback(self._callback, (), recorder.places)
        info = self._coroscope = HandleInfo(f"handle:{recorder.count('handle')}", label, place)
        info.future = recorder.party(future)
        return info

    def is_plumbing(self):
        """The self-pipe's own handle: how a loop is woken is not the program's business."""
        if self._cancelled:  # its callback is gone
            return getattr(self, "_was_plumbing", False)
        callback = self._callback
        return type(callback) is types.MethodType and callback.__name__ == "_read_from_self"

    def _run(self):
        task = stepping_task(self._callback)
        if task is not None:
            run_step(self.recorder, self, task, events_handle_run)
        elif self.is_plumbing():
            events_handle_run(self)
        else:
            self._run_observed()
        self = task = None  # as CPython: no cycle when an exception occurs

    def _run_observed(self):
        recorder, info = self.recorder, self.info()
        if info.state is _QUEUED:
            info.state = _HAS_RUN
        info.error = info.stream = None
        outside, recorder.actor = recorder.actor, info.party
        try:
            recorder.emit("handle_begin", loop=self._loop, other=info.party, text=info.label,
                          place=info.place)
            if info.future:
                recorder.emit("callback_run", other=info.future, text=info.label,
                              place=info.place)
            events_handle_run(self)
        except BaseException as error:
            info.error = labels.describe(error)
            raise
        finally:
            recorder.actor = outside
            recorder.emit("handle_end", loop=self._loop, other=info.party, text=info.error,
                          value=info.stream, place=None)
            self = None


events_handle_run = events.Handle._run
_scheduled_slot = events.TimerHandle._scheduled


class _EveryHandle(type):
    """Makes `isinstance(timer, asyncio.Handle)` true: slots forbid that TimerHandle inherits it."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls.__base_handle__)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, cls.__base_handle__)


class Handle(ObservedHandle, events.Handle, metaclass=_EveryHandle):
    """asyncio.Handle under the recorder."""

    __slots__ = ("_coroscope", "_was_plumbing")
    __module__ = "asyncio.events"
    __base_handle__ = events.Handle

    def cancel(self):
        self._was_plumbing = self.is_plumbing()
        if not self._cancelled and stepping_task(self._callback) is None:
            # A descriptor's handle that never ran has no number, and gets none now.
            info = getattr(self, "_coroscope", None)
            if info is not None and info.state is _QUEUED:
                self.recorder.emit("handle_cancel", loop=self._loop, other=info.party)
        super().cancel()


class TimerHandle(ObservedHandle, events.TimerHandle):
    """asyncio.TimerHandle under the recorder."""

    __slots__ = ("_coroscope", "_coroscope_order", "when_ns")
    __module__ = "asyncio.events"

    def __init__(self, when, callback, args, loop, context=None):
        clock = self.recorder.clock
        self.when_ns = clock.from_loop_time(when)
        if clock.is_virtual and math.isfinite(when):
            when = self.when_ns / SECOND
        super().__init__(when, callback, args, loop, context)
        self._coroscope_order = self.recorder.count("timer")

    @property
    def _scheduled(self):
        """Is it in the loop's heap? The loop itself says so."""
        return _scheduled_slot.__get__(self)

    @_scheduled.setter
    def _scheduled(self, scheduled):
        leaves = hasattr(self, "_coroscope") and self._scheduled and not scheduled
        _scheduled_slot.__set__(self, scheduled)
        if leaves and not self._cancelled:
            self._coroscope.state = _QUEUED
            self.recorder.emit("timer_due", loop=self._loop, other=self._coroscope.party)

    def __lt__(self, other):
        if isinstance(other, TimerHandle) and self.recorder.clock.is_virtual:
            # Equal deadlines in the order in which they were set.
            return (self._when, self._coroscope_order) < (other._when, other._coroscope_order)
        return super().__lt__(other)

    def cancel(self):
        if not self._cancelled:
            info = self.info()
            if self._scheduled:
                self.recorder.emit("timer_cancel", loop=self._loop, other=info.party)
            elif info.state is _QUEUED:
                self.recorder.emit("handle_cancel", loop=self._loop, other=info.party)
        super().cancel()


# CPython's own callbacks by which a timer finishes the future that a task waits for.
_FINISHERS = (futures._set_result_unless_cancelled, tasks._release_waiter)


def install(recorder, patches):
    ObservedHandle.recorder = recorder
    base = base_events.BaseEventLoop
    patches.set(events, "Handle", Handle)
    patches.set(events, "TimerHandle", TimerHandle)
    patches.set(asyncio, "Handle", Handle)
    patches.set(asyncio, "TimerHandle", TimerHandle)
    threadsafe = base.call_soon_threadsafe.__code__
    # Frames from which _asyncio's own code queues the callbacks of a future that is done.
    finishing = {events_handle_run.__code__, *(
        function.__code__ for owner in (Observed, Future, Task)
        for function in vars(owner).values() if hasattr(function, "__code__"))}

    def _call_soon(self, callback, args, context):
        handle = events.Handle(callback, args, self, context)
        task = stepping_task(callback)
        caller = sys._getframe(2)
        if task is None:
            done = args[0] if len(args) == 1 and caller.f_code in finishing else None
            if isinstance(done, Future) and done.done():
                recorder.settled(done)
                info = handle.info_of_callback(done)
                place = None
            else:
                info = handle.info()
                place = recorder.places.of_frame(caller)
            info.state = _QUEUED
            self._ready.append(handle)  # before the person may do something
            kind = "call_soon"
            if sys._getframe(1).f_code is threadsafe:
                kind = "call_threadsafe"
            recorder.emit(kind, loop=self, other=info.party, text=info.label, place=place)
        elif args:
            recorder.settled(args[0])
            recorder.emit("woken", loop=self, task=task, other=recorder.party(args[0]))
        if task is not None:
            self._ready.append(handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        timer = original_call_at(self, when, callback, *args, context=context)
        if (any(callback is finisher for finisher in _FINISHERS)
                and args and isinstance(args[0], Future)):
            recorder.info(args[0]).deadline = timer.when_ns
        info = timer.info()
        recorder.emit("timer_set", loop=self, other=info.party, value=timer.when_ns,
                      text=info.label)
        return timer

    patches.set(base, "_call_soon", _call_soon)
    original_call_at = patches.set(base, "call_at", call_at)
