"""Calls that wait for the outside world, on the virtual clock: the thread goes away for that time.

Where what they wait for is there already, they are calls like any other. Calls that are not here are
noticed all the same, a moment later (keeper.py).
"""

import builtins
import functools
import os
import select
import selectors
import socket
import subprocess
import sys

from coroscope.patches import Builtin
from coroscope.patches.blocking import blocking, recorded_block


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return
    scheduler = recorder.scheduler

    def on_away(what):
        recorder.flush()
        recorder.note_others(f"the program waited for {what} in real time")

    scheduler.on_away = on_away

    def away(name, what, call):
        """Make that call without the turn; the program's own is a block of its thread."""
        with blocking(recorder, name if recorder.places.innermost(2) else None, what=what):
            with recorded_block(recorder, None) as waiting:
                try:
                    with scheduler.go_away(what):
                        return call()
                except Exception as error:
                    # The call's own: nothing has interrupted it.
                    failed = error
                    if isinstance(error, (TimeoutError, subprocess.TimeoutExpired)):
                        waiting.how = "timeout"
        try:
            raise failed
        finally:
            del failed

    def waits_here():
        return recorder.enabled and scheduler.current() is not None and not scheduler.is_away()

    def replace(owner, name, what, is_over):
        """`is_over(original, *arguments)` tells that the call will not wait."""
        shown = name if owner is builtins else f"{owner.__name__}.{name}"
        original = getattr(owner, name)

        @functools.wraps(original)
        def call(*arguments, **options):
            if not waits_here() or is_over(original, *arguments, **options):
                return original(*arguments, **options)
            return away(shown, what, lambda: original(*arguments, **options))

        is_python = hasattr(original, "__code__") or isinstance(owner, type)
        patches.set(owner, name, call if is_python else Builtin(call, original))

    for name in ("wait", "communicate"):
        replace(subprocess.Popen, name, "a child process", _has_ended)
    for name in ("accept", "recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg"):
        replace(socket.socket, name, "a socket", _has_data)
    replace(builtins, "input", "input", _input_is_there)
    _replace_waitpid(patches, waits_here, away)
    _replace_selects(patches, waits_here, away)


def _has_ended(original, process, *_, **__):
    return original is _wait and process.poll() is not None


_wait = subprocess.Popen.wait


def _has_data(original, sock, *_, **__):
    return sock.gettimeout() == 0 or _is_readable(sock.fileno())


def _input_is_there(*_):
    try:
        return _is_readable(sys.stdin.fileno())
    except (AttributeError, OSError, ValueError):
        return True


def _is_readable(fd):
    if fd < 0:
        return True  # closed: raises what it raises
    poll = _poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(0))


_poll = select.poll


def _replace_waitpid(patches, waits_here, away):
    original = os.waitpid

    def waitpid(pid, options, /):
        if not waits_here() or options & os.WNOHANG:
            return original(pid, options)
        ended = original(pid, options | os.WNOHANG)
        return ended if ended[0] else away("os.waitpid", "a child process",
                                           lambda: original(pid, options))

    patches.set(os, "waitpid", Builtin(waitpid, original))


def _replace_selects(patches, waits_here, away):
    for owner in (selectors._PollLikeSelector, selectors.EpollSelector, selectors.SelectSelector):
        def wait(self, timeout=None, original=owner.select):
            if not waits_here() or timeout is not None and timeout <= 0:
                return original(self, timeout)
            return original(self, 0) or away("select", "a descriptor",
                                             lambda: original(self, timeout))

        patches.set(owner, "select", functools.wraps(owner.select)(wait))
    original_select = select.select

    def select_ready(rlist, wlist, xlist, timeout=None, /):
        if not waits_here() or timeout is not None and timeout <= 0:
            return original_select(rlist, wlist, xlist, timeout)
        ready = original_select(rlist, wlist, xlist, 0)
        return ready if any(ready) else away(
            "select.select", "a descriptor", lambda: original_select(rlist, wlist, xlist, timeout))

    patches.set(select, "select", Builtin(select_ready, original_select))
