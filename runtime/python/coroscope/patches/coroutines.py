"""The program's own coroutines: where each starts and ends, and those that never do."""

import inspect
import opcode
import sys
import types
import warnings

from coroscope import labels

_RESUME = opcode.opmap["RESUME"]
# Where a frame that is left for a while stands: at its yield, from 3.13 on after it.
_SUSPENDED = {opcode.opmap["YIELD_VALUE"], _RESUME}


def install(recorder, patches):
    places = recorder.places

    def on_call(frame, event, argument):
        """sys.settrace's function: every call and every resumption of a Python frame."""
        code = frame.f_code
        if not code.co_flags & inspect.CO_COROUTINE or not places.name(code.co_filename):
            return None
        if frame.f_trace is not None or code.co_code[frame.f_lasti] != _RESUME:
            return frame.f_trace  # resumed; or thrown into before its start
        frame.f_trace_lines = False
        label = labels.call(code.co_name, labels.bound_arguments(code, frame.f_locals))
        recorder.emit("coro_enter", text=label, place=(places.name(code.co_filename),
                                                       code.co_firstlineno))
        return exit_watcher(label)

    def exit_watcher(label):
        error = None

        def on_event(frame, event, argument):
            nonlocal error
            if event == "exception":
                error = argument[0]
            elif event == "return" and (
                    frame.f_code.co_code[frame.f_lasti] not in _SUSPENDED):
                # A coroutine that is destroyed is closed by GeneratorExit: nobody runs it.
                if error is not GeneratorExit:
                    recorder.emit("coro_exit", text=label, place=places.of_frame(frame))
            return on_event

        return on_event

    def watch():
        """Also after a RecursionError has reached on_call: CPython then stops tracing."""
        if sys.gettrace() is None:
            sys.settrace(on_call)

    watch()
    recorder.watch_coroutines = watch
    recorder.at_end.append(lambda: sys.settrace(None))

    def warn(*arguments, stacklevel, source, **options):
        if recorder.shutting_down:
            stacklevel, source = sys.maxsize, None  # at exit CPython knows no place
        else:
            stacklevel += 2
        warnings.warn(*arguments, stacklevel=stacklevel, source=source, **options)

    # CPython's function with a `warn` that sees past this module's two frames.
    deeper = types.FunctionType(warnings._warn_unawaited_coroutine.__code__,
                                {**vars(warnings), "warn": warn})

    def _warn_unawaited_coroutine(coro):
        recorder.emit("never_awaited", text=labels.coroutine(coro, places))
        deeper(coro)

    patches.set(warnings, "_warn_unawaited_coroutine", _warn_unawaited_coroutine)
