"""Tracebacks leave our frames out, so that the program's errors read as they always do."""

import os
import traceback

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


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
        if not is_ours(entry.tb_frame.f_code):
            kept.append(entry)
        entry = entry.tb_next
    for entry, following in zip(kept, [*kept[1:], None]):
        entry.tb_next = following
    error.__traceback__ = kept[0] if kept else None
    strip(error.__cause__, seen)
    strip(error.__context__, seen)
    for part in getattr(error, "exceptions", ()):
        strip(part, seen)


def strip_stack(stack):
    """Take our frames out of what asyncio's debug mode keeps (a StackSummary, or None)."""
    if stack:
        stack[:] = [entry for entry in stack if not entry.filename.startswith(_PACKAGE)
                    and entry.filename != "<frozen runpy>"]


def install(recorder, patches):
    original = traceback._walk_tb_with_full_positions

    def _walk_tb_with_full_positions(tb):
        return (entry for entry in original(tb) if not is_ours(entry[0].f_code))

    patches.set(traceback, "_walk_tb_with_full_positions", _walk_tb_with_full_positions)
