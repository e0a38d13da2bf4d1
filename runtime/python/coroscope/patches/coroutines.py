"""The program's own coroutines: where each starts and ends, and those that never do."""

import builtins
import importlib.machinery
import sys
import types
import warnings

from coroscope import instrument, labels
from coroscope.patches.tracebacks import without_our_frames


_ROOM = 100  # frames that a report may need


def install(recorder, patches):
    places = recorder.places
    running = {}  # id of the frame → label

    def with_room(report):
        """The report has frames of its own in the deepest frame that the program may have."""
        def reporting():
            limit = sys.getrecursionlimit()
            try:
                sys.setrecursionlimit(limit)  # refused where the way back below would be
            except RecursionError:
                raise RecursionError("maximum recursion depth exceeded") from None
            sys.setrecursionlimit(limit + _ROOM)
            try:
                report(sys._getframe(1))
            finally:
                sys.setrecursionlimit(limit)
        return reporting

    def enter(frame):
        code = frame.f_code
        label = _label_of_task(frame)
        if label is None:
            label = labels.call(labels.within(code.co_qualname),
                                labels.bound_arguments(code, frame.f_locals))
        running[id(frame)] = label
        recorder.emit("coro_enter", text=label, place=places.of_code(code))

    def _label_of_task(frame):
        """The label that a task's coroutine had when the task was made: its arguments may have
        changed since."""
        task = recorder.current_task()
        if task is None or getattr(task.get_coro(), "cr_frame", None) is not frame:
            return None
        return recorder.info(task).label

    def leave(frame):
        label = running.pop(id(frame), None)
        error = sys.exc_info()[1]
        if label is not None and not _is_closed_by(error):
            recorder.emit("coro_exit", text=label, place=_line_of(error, frame))

    def _is_closed_by(error):
        """A coroutine that is destroyed is closed by GeneratorExit: nobody runs it. Its clean-up
        may fail on the way out."""
        while error is not None and not isinstance(error, GeneratorExit):
            error = error.__context__
        return error is not None

    def _line_of(error, frame):
        traceback = error.__traceback__ if error is not None else None
        if traceback is None or traceback.tb_frame is not frame:
            return None
        return places.name(frame.f_code.co_filename), traceback.tb_lineno

    setattr(builtins, instrument.ENTER, with_room(enter))
    setattr(builtins, instrument.EXIT, with_room(leave))

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        if not recorder.enabled or not places.name(path):
            return original_get_code(self, fullname)
        return instrument.compile_own(self.get_data(path), path)

    original_get_code = patches.set(importlib.machinery.SourceFileLoader, "get_code", get_code)
    _watch_unawaited(recorder, patches)


class _Unawaited:
    """Stands for a coroutine: where it was made, our frames left out."""

    def __init__(self, coro, depth):
        self.coro, self.__qualname__ = coro, coro.__qualname__
        self.cr_origin = coro.cr_origin and without_our_frames(coro.cr_origin)[:depth]


def _watch_unawaited(recorder, patches):
    def warn(*arguments, stacklevel, source, **options):
        # At exit CPython knows no place, and in the end not even where the object was made.
        stacklevel = sys.maxsize if recorder.shutting_down else stacklevel + 2
        source = None if recorder.dismantling else source.coro
        warnings.warn(*arguments, stacklevel=stacklevel, source=source, **options)

    # CPython's function with a `warn` that sees past this module's two frames.
    deeper = types.FunctionType(warnings._warn_unawaited_coroutine.__code__,
                                {**vars(warnings), "warn": warn})

    def _warn_unawaited_coroutine(coro):
        # By the whole name, as CPython complains of it.
        recorder.emit("never_awaited", text=labels.coroutine(coro, recorder.places, shown=str))
        with recorder.told_elsewhere():
            deeper(_Unawaited(coro, recorder.origin_depth))

    patches.set(warnings, "_warn_unawaited_coroutine", _warn_unawaited_coroutine)
