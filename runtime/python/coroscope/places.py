"""Which files are the program's own, and the innermost line of them."""

import gc
import operator
import os
import site
import sys
import sysconfig
import types

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def _foreign_folders():
    folders = {_PACKAGE, *map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib"))}
    folders.update(site.getsitepackages(), [site.getusersitepackages()])
    folders.add("/usr/lib/python3")  # where Debian installs packages
    return tuple(os.path.realpath(folder) + os.sep for folder in folders if folder)


class Places:
    """Knows the program's own files: all but the standard library, installed packages and us."""

    def __init__(self, script):
        self._folder = os.path.dirname(os.path.realpath(script))
        self._foreign = _foreign_folders()
        self._names = {}
        self._boundaries = set()

    def stop_at(self, code):
        """Frames outside of this one do not count: a loop's work is not at run_forever's line."""
        self._boundaries.add(code)

    def name(self, filename):
        """How recordings call the file; None where it is not the program's own."""
        try:
            return self._names[filename]
        except KeyError:
            return self._names.setdefault(filename, self._find_name(filename))

    def _find_name(self, filename):
        if filename.startswith("<"):
            return None
        path = os.path.realpath(filename)
        own = path.startswith(self._folder + os.sep)
        # The longer prefix wins: a project may lie in an installed folder, or hold one.
        foreign = max((len(f) for f in self._foreign if path.startswith(f)), default=0)
        if foreign > (len(self._folder) if own else 0):
            return None
        return os.path.relpath(path, self._folder) if own else path

    def of_code(self, code):
        """Where the function is defined, if it is the program's own."""
        name = self.name(code.co_filename)
        return (name, code.co_firstlineno) if name else None

    def of_frame(self, frame):
        """Where the frame is, if it is the program's own."""
        name = self.name(frame.f_code.co_filename)
        return (name, frame.f_lineno) if name else None

    def innermost(self, depth=1):
        """The innermost of the program's own lines on this thread's stack, or None."""
        frame = sys._getframe(depth + 1)
        while frame is not None and frame.f_code not in self._boundaries:
            place = self.of_frame(frame)
            if place:
                return place
            frame = frame.f_back
        return None

    def of_await(self, coroutine):
        """The innermost of the program's own lines at which a suspended coroutine stands."""
        place = None
        while coroutine is not None:
            frame, coroutine = _parts(coroutine)
            if frame is not None:
                place = self.of_frame(frame) or place
        return place


# The frame of what runs code, and what that awaits.
_PARTS = {
    types.CoroutineType: operator.attrgetter("cr_frame", "cr_await"),
    types.GeneratorType: operator.attrgetter("gi_frame", "gi_yieldfrom"),
    types.AsyncGeneratorType: operator.attrgetter("ag_frame", "ag_await"),
}
# What stands between an await and the coroutine or generator that it drives, and keeps it to itself.
_WRAPPERS = frozenset({"anext_awaitable", "async_generator_asend", "async_generator_athrow",
                       "coroutine_wrapper"})


def _parts(awaitable):
    read = _PARTS.get(type(awaitable))
    if read is not None:
        return read(awaitable)
    if type(awaitable).__name__ in _WRAPPERS:
        return None, next((held for held in gc.get_referents(awaitable) if type(held) in _PARTS
                           or type(held).__name__ in _WRAPPERS), None)
    # A coroutine that is not written in Python, or a future.
    return getattr(awaitable, "cr_frame", None), getattr(awaitable, "cr_await", None)
