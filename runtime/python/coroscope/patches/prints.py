"""What the program prints: one event a print(), and one a line that it writes itself."""

import builtins
import sys
import threading

from coroscope.patches import Builtin


def install(recorder, patches):
    real_print = builtins.print
    streams = {1: sys.stdout, 2: sys.stderr}
    local = threading.local()  # printing: this thread is in real_print

    def number_of(stream):
        """1 for the process's stdout, 2 for its stderr, else 0."""
        return next((n for n, known in streams.items() if stream is known is not None), 0)

    def by_program(number, frame):
        # What the library writes to stderr (logs, warnings, tracebacks) has events of its own.
        return number == 1 or recorder.places.of_frame(frame) is not None

    def emit(number, text):
        recorder.emit("print", value=2 if number == 2 else None, text=text)

    def print(*values, sep=" ", end="\n", file=None, flush=False):
        stream = sys.stdout if file is None else file
        number = number_of(stream)
        sep, end = " " if sep is None else sep, "\n" if end is None else end
        if not number or not recorder.enabled or not by_program(number, sys._getframe(2)) \
                or not isinstance(sep, str) or not isinstance(end, str):
            return real_print(*values, sep=sep, end=end, file=file, flush=flush)
        text = sep.join(map(str, values)) + end
        local.printing = True
        try:
            real_print(text, end="", file=file, flush=flush)
        finally:
            local.printing = False
        flush_partial(number)
        emit(number, text.removesuffix("\n"))

    partial = {1: "", 2: ""}

    def flush_partial(number):
        text, partial[number] = partial[number], ""
        if text:
            emit(number, text)

    def watch(number):
        stream = streams[number]
        real_write = stream.write

        def write(text, /):
            written = real_write(text)
            if (not getattr(local, "printing", False) and recorder.enabled
                    and by_program(number, sys._getframe(1))):
                *lines, partial[number] = (partial[number] + text).split("\n")
                for line in lines:
                    emit(number, line)
            return written

        try:
            stream.write = write
        except AttributeError:
            return
        recorder.at_end.append(lambda: stream.__dict__.pop("write", None))

    for number, stream in streams.items():
        if stream is not None:
            watch(number)
            recorder.at_end.append(lambda number=number: flush_partial(number))
    patches.set(builtins, "print", Builtin(print, real_print))
