"""asyncio.Future: who made it, when it is done, who wants to hear of it."""

import sys
from asyncio import futures, streams, tasks, unix_events

import _asyncio
import asyncio

from coroscope import labels
from coroscope.recorder import FutureInfo

# Who makes futures in the standard library, by the function's qualified name.
_MAKERS = {
    "sleep": "sleep",
    "gather": "gather",
    "shield": "shield",
    "_wait": "wait",
    "wait_for": "wait_for",
    "_cancel_and_wait": "wait_for",
    "TaskGroup.__aexit__": "task_group",
    "Lock.acquire": "lock",
    "Semaphore.acquire": "semaphore",
    "Event.wait": "event",
    "Condition.wait": "condition",
    "Queue.get": "queue_item",
    "Queue.put": "queue_room",
    "wrap_future": "executor",
    "BaseEventLoop.shutdown_default_executor": "executor",
    "BaseEventLoop._create_connection_transport": "io",
    "Server.wait_closed": "io",
    "Server.serve_forever": "io",
    "BaseSubprocessTransport._wait": "process",
    "_UnixSelectorEventLoop._make_subprocess_transport": "process",
}
# What they are made for where that is in turn called by these: the outermost counts.
_FOR = {
    "event": {"Queue.join": "queue_join"},
    "condition": {"Barrier.wait": "barrier"},
    "queue_item": {"as_completed.<locals>._wait_for_one": "as_completed",
                   "_AsCompletedIterator._wait_for_one": "as_completed"},
    "executor": {"BaseEventLoop.run_in_executor": "run_in_executor", "to_thread": "to_thread"},
}
_IO_MODULES = frozenset({"streams.py", "selector_events.py", "unix_events.py", "base_subprocess.py",
                         "sslproto.py"})
_BETWEEN = frozenset({"BaseEventLoop.create_future", "_GatheringFuture.__init__"})


_wait_for_data = streams.StreamReader._wait_for_data.__code__


def _reads_pipe(reader):
    return isinstance(reader._transport, unix_events._UnixReadPipeTransport)


def stepping_task(callback):
    """The task whose next step the callback is (Task.__step or Task.__wakeup), or None."""
    kind = type(callback).__name__
    # By the name alone: the class may be one that the program has derived.
    if kind == "TaskStepMethWrapper" or (
            kind == "builtin_function_or_method" and callback.__name__ == "task_wakeup"):
        return callback.__self__
    return None


class Observed:
    """What futures and tasks have in common. Overrides methods of _asyncio's classes."""

    recorder = None  # set by install

    def set_result(self, result, /):
        try:
            super().set_result(result)
        finally:  # it is done even where the loop is closed, which those who wait do not hear
            self.recorder.settled(self)

    def set_exception(self, exception, /):
        try:
            super().set_exception(exception)
        finally:
            self.recorder.settled(self)

    def add_done_callback(self, fn, /, *, context=None):
        recorder = self.recorder
        task = stepping_task(fn)
        if task is not None:
            info = recorder.info(self)
            recorder.emit(
                "waits", task=task, other=recorder.party(self), value=info.deadline,
                text=info.made_by, place=recorder.places.of_await(task.get_coro()))
        else:
            label, _ = labels.callback(fn, (), recorder.places)
            recorder.emit("callback_add", other=recorder.party(self), text=label)
        super().add_done_callback(fn, context=context)

    def remove_done_callback(self, fn, /):
        removed = super().remove_done_callback(fn)
        if removed:
            label, _ = labels.callback(fn, (), self.recorder.places)
            for _ in range(removed):
                self.recorder.emit("callback_remove", other=self.recorder.party(self), text=label)
        return removed


class Future(Observed, _asyncio.Future):
    """asyncio.Future under the recorder."""

    __module__ = "_asyncio"
    __qualname__ = "Future"

    def __init__(self, *, loop=None):
        info = self._coroscope = FutureInfo(self.recorder.count("created"))
        super().__init__(loop=loop)
        info.made_by = self._maker(sys._getframe(1))
        self.recorder.emit("future_new", loop=self._loop, other=self.recorder.party(self),
                           text=info.made_by)

    def cancel(self, msg=None):
        try:
            return super().cancel(msg=msg)
        finally:
            self.recorder.settled(self)

    def _maker(self, frame):
        while frame is not None and frame.f_code.co_qualname in _BETWEEN:
            frame = frame.f_back
        if frame is None or self.recorder.places.of_frame(frame):
            return "future"
        made_by = _MAKERS.get(frame.f_code.co_qualname)
        if frame.f_code is _wait_for_data and _reads_pipe(frame.f_locals["self"]):
            made_by = "pipe"
        if made_by is None and frame.f_code.co_filename.rpartition("/")[2] in _IO_MODULES:
            made_by = "io"
        outer = _FOR.get(made_by)
        while outer and frame is not None and not self.recorder.places.of_frame(frame):
            made_by = outer.get(frame.f_code.co_qualname, made_by)
            frame = frame.f_back
        return made_by or "future"


def install(recorder, patches):
    Observed.recorder = recorder
    if recorder.clock.is_virtual:
        # Sets of tasks iterate in the same order in every run.
        Observed.__hash__ = lambda self: recorder.info(self).order
    patches.set(futures, "Future", Future)
    patches.set(asyncio, "Future", Future)
    tasks._GatheringFuture.__bases__ = (Future,)
