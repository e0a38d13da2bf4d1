"""The event loop: its life, its runs, its iterations, its exception handler."""

import contextlib
import functools
import math
import sys
from asyncio import base_events, runners, selector_events

from coroscope import labels
from coroscope.patches import selectors
from coroscope.patches.futures import Future
from coroscope.patches.handles import ObservedHandle


def _called_by(code, frame):
    """Is that function among the nearest callers? A loop's close passes through subclasses."""
    for _ in range(4):
        if frame is None or frame.f_code is code:
            return frame is not None
        frame = frame.f_back
    return False


def _ready_count(loop):
    """How many handles are ready, without the self-pipe's."""
    return sum(not handle.is_plumbing() for handle in loop._ready)


def install(recorder, patches):
    base = base_events.BaseEventLoop
    run_until_complete = base.run_until_complete.__code__
    runner_run = runners.Runner.run.__code__
    recorder.places.stop_at(base._run_once.__code__)

    def wrap(owner, name):
        """Decorator: replace the method; the function gets the original first."""
        def decorate(function):
            original = getattr(owner, name)

            @functools.wraps(original)
            def method(*arguments, **options):
                return function(original, *arguments, **options)

            patches.set(owner, name, method)
            return function
        return decorate

    @wrap(base, "__init__")
    def loop_init(original, self):
        self._coroscope_name = f"loop-{recorder.count('loop')}"
        original(self)
        recorder.emit("loop_new", loop=self)

    @wrap(selector_events.BaseSelectorEventLoop, "__init__")
    def selector_loop_init(original, self, selector=None):
        original(self, selector)
        selectors.observe(recorder, self)

    @wrap(base, "_run_once")
    def run_once(original, self):
        recorder.emit("iteration_begin", value=_ready_count(self), place=None)
        original(self)

    @wrap(base, "run_forever")
    def run_forever(original, self):
        how, future = "run_forever", None
        caller = sys._getframe(2)
        if caller.f_code is run_until_complete:
            how, future = "run_until_complete", recorder.party(caller.f_locals["future"])
            if caller.f_back is not None and caller.f_back.f_code is runner_run:
                how = "run"
        del caller
        # What CPython refuses is no run.
        self._check_closed()
        self._check_running()
        left_by = None
        try:
            recorder.emit("loop_run_begin", loop=self, other=future, text=how)
            if recorder.scheduler is not None:
                self._coroscope_runner = recorder.scheduler.current()
            original(self)
        except BaseException as error:
            left_by = type(error).__name__
            raise
        finally:
            self._coroscope_runner = None
            recorder.emit("loop_run_end", loop=self, text=left_by)

    @wrap(selector_events.BaseSelectorEventLoop, "_write_to_self")
    def write_to_self(original, self):
        original(self)
        runner = getattr(self, "_coroscope_runner", None)
        if runner is not None and runner is not recorder.scheduler.current():
            recorder.scheduler.wake(runner)

    @wrap(base, "stop")
    def stop(original, self):
        original(self)
        recorder.emit("loop_stop", loop=self)

    @wrap(base, "close")
    def close(original, self):
        # Closed by its destructor: that is the interpreter, not the program.
        dies = _called_by(base.__del__.__code__, sys._getframe(2))
        if not self.is_closed() and not self.is_running() and not dies:
            recorder.emit("loop_close", loop=self, value=_ready_count(self) + len(self._scheduled))
        original(self)

    @wrap(base, "call_exception_handler")
    def call_exception_handler(original, self, context):
        by_default = self._exception_handler is None
        reported = report(context, stream=2 if by_default else None)
        with recorder.told_elsewhere() if by_default and reported else contextlib.nullcontext():
            original(self, context)

    def report(context, stream):
        """Does it have an event of its own?"""
        message = context.get("message") or ""
        error = context.get("exception")
        handle = context.get("handle")
        if isinstance(handle, ObservedHandle) and error is not None:
            info = handle.info()
            info.error, info.stream = labels.describe(error), stream
        elif message == "Task was destroyed but it is pending!":
            task = context["task"]
            recorder.emit("destroyed_pending", loop=task._loop, task=task, value=stream)
        elif message.endswith("exception was never retrieved"):
            future = context.get("future")
            if isinstance(future, Future):
                recorder.emit("exception_unretrieved", other=recorder.party(future), value=stream,
                              text=labels.describe(error))
        else:
            return False
        return True

    if recorder.clock.is_virtual:
        # Due is `when < time() + resolution`: half a nanosecond tells whole ones apart, and the
        # float's own step keeps it true for very late ones.
        resolution = property(
            lambda self: max(0.5e-9, math.ulp(self.time())), lambda self, value: None)
        base._clock_resolution = resolution
