"""What the program writes to stdout and stderr: one event a call that it makes.

A call of the library's may write in pieces (a traceback, pprint): these are one event too, held
until anything else happens.
"""

import builtins
import os
import sys
import threading

from coroscope.patches import Builtin
from coroscope.patches.tracebacks import is_ours

STDOUT, STDERR = 1, 2


class Held:
    """The pieces of one call."""

    def __init__(self, key, event, number, text):
        self.key = key
        self._event, self._number, self.text = event, number, text

    def event(self):
        value, text = _value_and_text(self._number, self.text)
        return {**self._event, "text": text} | ({} if value is None else {"value": value})


def _value_and_text(number, text):
    """As EVENTS.md has it: an odd value where the line goes on, 2 more on stderr."""
    value = (not text.endswith("\n")) + (2 if number == STDERR else 0)
    return value or None, text.removesuffix("\n")


class Output:
    """Turns what is written into events."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._local = threading.local()

    @property
    def inside(self):
        """Is this thread in a function of ours that tells of it?"""
        return getattr(self._local, "inside", False) or not self._recorder.enabled

    def call(self, function, *arguments, **options):
        """A call whose own writes are told, or were told before."""
        outside, self._local.inside = getattr(self._local, "inside", False), True
        try:
            return function(*arguments, **options)
        finally:
            self._local.inside = outside

    def in_pieces(self, frame, function, *arguments):
        """A call that C code makes, and writes in pieces, while `frame` is at work."""
        self._local.interrupted = frame
        try:
            return function(*arguments)
        finally:
            self._local.interrupted = None

    def tell(self, number, text, frame):
        """`frame` has written it."""
        recorder = self._recorder
        interrupted = getattr(self._local, "interrupted", None)
        by_program = interrupted is None and recorder.places.of_frame(frame) is not None
        by_us = interrupted is None and is_ours(frame.f_code)
        if not text or (number == STDERR and not by_program and (recorder.telling or by_us)):
            return
        if by_program:
            value, text = _value_and_text(number, text)
            recorder.emit("print", value=value, text=text)
            return
        key = number, threading.get_ident(), self._call_of(interrupted or frame)
        held = recorder.take_held()
        if held is not None and held.key == key:
            held.text += text
        else:
            recorder.write(held)
            held = Held(key, recorder.event("print"), number, text)
        recorder.held.append(held)

    def _call_of(self, frame):
        """By what instructions of the program's it has come about."""
        call = []
        while frame is not None:
            if self._recorder.places.of_frame(frame) is not None:
                call.append((frame.f_code, frame.f_lasti))
            frame = frame.f_back
        return call


def install(recorder, patches):
    output = recorder.output = Output(recorder)
    streams = {STDOUT: sys.stdout, STDERR: sys.stderr}
    for number, stream in streams.items():
        if stream is not None:
            _watch_text(recorder, output, number, stream)
            _watch_bytes(recorder, output, number, stream)
    _watch_descriptors(output, patches)
    _watch_print(output, streams, patches)
    _watch_hook(output, patches)


def _watch_print(output, streams, patches):
    def print(*values, sep=" ", end="\n", file=None, flush=False):
        stream = sys.stdout if file is None else file
        number = next((n for n, known in streams.items() if stream is known is not None), None)
        sep, end = " " if sep is None else sep, "\n" if end is None else end
        if number is None or output.inside or not isinstance(sep, str) or not isinstance(end, str):
            return real_print(*values, sep=sep, end=end, file=file, flush=flush)
        text = sep.join(map(str, values)) + end
        output.call(real_print, text, end="", file=file, flush=flush)
        output.tell(number, text, sys._getframe(2))

    real_print = builtins.print
    patches.set(builtins, "print", Builtin(print, real_print))


def _watch_text(recorder, output, number, stream):
    real_write, real_flush = stream.write, stream.flush

    def write(text, /):
        if output.inside:
            return real_write(text)
        written = output.call(real_write, text)
        output.tell(number, text, sys._getframe(1))
        return written

    def flush():
        if not output.inside:
            recorder.write_held()
        output.call(real_flush)

    _replace(recorder, stream, write=write, flush=flush)


def _watch_bytes(recorder, output, number, stream):
    buffer = getattr(stream, "buffer", None)
    real_write = getattr(buffer, "write", None)

    def write(data, /):
        written = real_write(data)
        if not output.inside:
            output.tell(number, _decoded(data), sys._getframe(1))
        return written

    if real_write is not None:
        _replace(recorder, buffer, write=write)


def _watch_descriptors(output, patches):
    def write(descriptor, data, /):
        written = real_write(descriptor, data)
        caller = sys._getframe(2)
        if descriptor in (STDOUT, STDERR) and not output.inside and not is_ours(caller.f_code):
            output.tell(descriptor, _decoded(memoryview(data).cast("B")[:written]), caller)
        return written

    real_write = os.write
    patches.set(os, "write", Builtin(write, real_write))


def _watch_hook(output, patches):
    """What raises in a destructor, CPython writes in pieces while the program goes on."""
    def unraisablehook(unraisable, /):
        output.in_pieces(sys._getframe(2), real_hook, unraisable)

    real_hook = sys.__unraisablehook__
    hook = Builtin(unraisablehook, real_hook)
    for name in ("unraisablehook", "__unraisablehook__"):
        patches.set(sys, name, hook)


def _replace(recorder, stream, **methods):
    """In the object itself, as long as the recording goes on."""
    for name, method in methods.items():
        try:
            setattr(stream, name, method)
        except AttributeError:
            return
        recorder.at_end.append(lambda name=name: stream.__dict__.pop(name, None))


def _decoded(data):
    return bytes(data).decode("utf-8", "replace")
