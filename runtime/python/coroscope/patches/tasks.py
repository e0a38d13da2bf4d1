"""asyncio.Task: its creation, its steps, its cancellation."""

import contextlib
import gc
import sys
from asyncio import exceptions, tasks

import _asyncio
import asyncio

from coroscope import labels
from coroscope.patches.futures import Future, stepping_task
from coroscope.recorder import FutureInfo


class Task(Future, _asyncio.Task):
    """asyncio.Task under the recorder."""

    __module__ = "_asyncio"
    __qualname__ = "Task"

    def __init__(self, coro, **options):
        recorder = self.recorder
        info = self._coroscope = FutureInfo(recorder.count("created"))
        _asyncio.Task.__init__(self, coro, **options)
        name = recorder.unique(self.get_name())
        info.party, info.made_by = "task:" + name, "task"
        label = info.label = labels.coroutine(coro, recorder.places)
        info.known = recorder.directory.add(self, name, label, recorder.loop_name(self._loop))
        creator = recorder.current_task()
        recorder.emit("task_new", loop=self._loop, task=self, text=label,
                      other=recorder.party(creator) if creator is not None else None)

    def set_name(self, value, /):
        super().set_name(value)
        if (known := self._coroscope.known) is not None:  # an eager one may do it in its creation
            known.name = self.get_name()
        self.recorder.emit("task_renamed", task=self, text=self.get_name())

    def cancel(self, msg=None):
        try:
            asked = _asyncio.Task.cancel(self, msg=msg)
        except RecursionError as error:
            # Round a circle of tasks, where CPython has no frames of Python code and says so.
            if isinstance(self._fut_waiter, Task):
                error.args = ("maximum recursion depth exceeded while calling a Python object",)
            raise
        recorder = self.recorder
        asker = recorder.actor
        if asker != "person":
            current = recorder.current_task()
            asker = recorder.party(current) if current is not None else asker
        recorder.emit("cancel_asked", loop=self._loop, task=self, other=asker, value=int(asked),
                      text=None if msg is None else str(msg))
        return asked

    def uncancel(self):
        left = super().uncancel()
        self.recorder.emit("uncancel", task=self, value=left)
        return left


def run_step(recorder, handle, task, run):
    """Run a handle that is a task's step; `run` is CPython's Handle._run."""
    callback, arguments = handle._callback, handle._args
    if task.done():
        run(handle)  # CPython raises InvalidStateError
        return
    coro = task.get_coro()
    thrown = _thrown(task, callback, arguments)
    recorder.emit("step_begin", task=task, text=thrown, place=recorder.places.of_await(coro))
    outside, recorder.actor = recorder.actor, None
    try:
        if recorder.interventions.armed_here():
            with _acting_within(recorder, coro, thrown is not None):
                run(handle)
        else:
            run(handle)
    finally:
        recorder.actor = outside
        recorder.settled(task)
        how = "ends" if task.done() else "waits" if task._fut_waiter is not None else _yields(task)
        recorder.info(task).yielded = how == "yields"
        recorder.emit("step_end", task=task, text=how,
                      place=recorder.places.of_await(coro))
        # No reference may outlive the step: tracebacks keep frames.
        del handle, task, coro, callback, arguments


@contextlib.contextmanager
def _acting_within(recorder, coro, is_thrown):
    """What follows the beginning of the step happens where its coroutine resumes, innermost."""
    while True:
        awaited = getattr(coro, "cr_await", getattr(coro, "gi_yieldfrom", None))
        if not hasattr(awaited, "cr_frame") and not hasattr(awaited, "gi_frame"):
            break
        coro = awaited
    innermost = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)

    def on_call(frame, event, _):
        if event == "call" and frame is innermost:
            sys.setprofile(None)
            recorder.interventions.act_in_step(is_thrown)

    outside = sys.getprofile()
    sys.setprofile(on_call)
    try:
        yield
    finally:
        sys.setprofile(outside)


def _thrown(task, callback, arguments):
    """The type of the exception that the step throws into its coroutine, or None."""
    error = None
    if arguments:                      # a wake-up: the awaited future decides
        future = arguments[0]
        if future.cancelled():
            return "CancelledError"
        error = getattr(future, "_exception", None)
    else:
        error = _held_by(callback)
    if task._must_cancel and not isinstance(error, exceptions.CancelledError):
        return "CancelledError"
    return type(error).__name__ if error is not None else None


def _held_by(step):
    """The exception that a step will throw: the C object keeps it to itself."""
    return next((held for held in gc.get_referents(step) if isinstance(held, BaseException)), None)


def _yields(task):
    """Does its next step go on, or does it throw what CPython says of what it has yielded?"""
    for handle in reversed(task._loop._ready):
        if stepping_task(handle._callback) is task:
            return "refused" if _held_by(handle._callback) is not None else "yields"
    return "yields"


def install(recorder, patches):
    patches.set(tasks, "Task", Task)
    patches.set(asyncio, "Task", Task)
