"""Tracebacks and stacks leave our frames out, so that the program's errors read as they always do."""

import inspect
import os
import sys
import traceback

from coroscope.patches import Builtin

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep

# How many frames of ours may lie between some of the program's.
_ROOM = 40


def is_ours(code):
    return code.co_filename.startswith(_PACKAGE)


def strip(error, seen=None):
    """Take our frames out of the exception's traceback, and out of those of its causes."""
    seen = set() if seen is None else seen
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    kept = []
    entry = error.__traceback__
    while entry is not None:
        if _is_shown(entry):
            kept.append(entry)
        entry = entry.tb_next
    for entry, following in zip(kept, [*kept[1:], None]):
        entry.tb_next = following
    error.__traceback__ = kept[0] if kept else None
    strip(error.__cause__, seen)
    strip(error.__context__, seen)
    for part in getattr(error, "exceptions", ()):
        strip(part, seen)


def _is_shown(entry):
    if is_ours(entry.tb_frame.f_code):
        return False
    # A coroutine that was too deep to begin: CPython has no frame of it.
    begins = entry.tb_next is not None and entry.tb_lineno == entry.tb_frame.f_code.co_firstlineno
    return not (begins and entry.tb_next.tb_frame.f_code.co_qualname == _TOO_DEEP
                and is_ours(entry.tb_next.tb_frame.f_code))


_TOO_DEEP = "install.<locals>.with_room.<locals>.reporting"  # coroutines.py


def without_our_frames(origin):
    """Of where a coroutine was made: tuples that begin with a file."""
    return tuple(entry for entry in origin
                 if not entry[0].startswith(_PACKAGE) and entry[0] != "<frozen runpy>")


def install(recorder, patches):
    _patch_tracebacks(patches)
    _patch_stacks(recorder, patches)
    _patch_origins(recorder, patches)


def _patch_tracebacks(patches):
    original = traceback._walk_tb_with_full_positions

    def _walk_tb_with_full_positions(tb):
        for entry in original(tb):
            if _is_shown(tb):
                yield entry
            tb = tb.tb_next

    patches.set(traceback, "_walk_tb_with_full_positions", _walk_tb_with_full_positions)


def _patch_stacks(recorder, patches):
    """Stacks end where the script begins: who runs it is none of the program's."""
    walk_stack, getouterframes = traceback.walk_stack, inspect.getouterframes

    def own(entries, code_of):
        for entry in entries:
            if code_of(entry) is recorder.runs_script:
                return
            if not is_ours(code_of(entry)):
                yield entry

    def walk(f):
        if f is None:  # it looks for its callers itself
            return walk_stack(None)
        return own(walk_stack(f), lambda entry: entry[0].f_code)

    def outer_frames(frame, context=1):
        return list(own(getouterframes(frame, context), lambda entry: entry.frame.f_code))

    patches.set(traceback, "walk_stack", walk)
    patches.set(inspect, "getouterframes", outer_frames)


def _patch_origins(recorder, patches):
    """Where a coroutine was made is as many frames as the program wants, and ours."""
    def set_depth(depth):
        real_set(depth + _ROOM if depth > 0 else depth)
        recorder.origin_depth = depth or recorder.origin_depth

    def get_depth():
        return max(0, real_get() - _ROOM)

    real_set, real_get = (sys.set_coroutine_origin_tracking_depth,
                          sys.get_coroutine_origin_tracking_depth)
    recorder.origin_depth = real_get()
    patches.set(sys, "set_coroutine_origin_tracking_depth", Builtin(set_depth, real_set))
    patches.set(sys, "get_coroutine_origin_tracking_depth", Builtin(get_depth, real_get))
