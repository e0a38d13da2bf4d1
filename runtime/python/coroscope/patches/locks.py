"""threading's locks, on the virtual clock: a thread that waits for one passes its turn on.

Event, Condition, Semaphore, Barrier and the queues are made of locks in Python, so they follow.
"""

import _thread
import collections
import concurrent.futures.thread
import contextlib
import queue
import sys
import threading
from time import monotonic as _monotonic
from time import sleep as _sleep  # the machine's own

from coroscope.clock import SECOND
from coroscope.patches.blocking import block_until, blocking
from coroscope.patches.tracebacks import is_ours

# What a program calls of the library's that waits for a lock in the end, by qualified names.
_CALLS = {
    "threading": {"Barrier.wait", "Condition.wait", "Condition.wait_for", "Event.wait",
                  "Semaphore.acquire"},
    "queue": {"Queue.get", "Queue.join", "Queue.put"},
    "concurrent.futures._base": {"as_completed", "wait"},
}
_LOCKS = {"_RLock.acquire", "Condition.__enter__"}


def _name_of_call(called):
    """What the program called there: `Queue.get`, `lock` for a lock itself; None for what only
    happens to wait in between."""
    if called is None:
        return "lock"
    module, name = called.f_globals.get("__name__"), called.f_code.co_qualname
    if module == "threading" and name in _LOCKS:
        return "lock"
    if name not in _CALLS.get(module, ()):
        return None
    # Where other functions have the same name, with the module.
    return name if "." in name else f"{module.removesuffix('._base')}.{name}"


def install(recorder, patches):
    if not recorder.clock.is_virtual:
        return
    scheduler, real_lock = recorder.scheduler, _thread.allocate_lock
    runs = {function.__code__ for function in (threading.Thread.run, threading.Timer.run,
                                               concurrent.futures.thread._WorkItem.run)}

    def call_of_program(frame):
        """The program's own call is a block; the library's own locks are part of something else."""
        if recorder.call is not None:
            return contextlib.nullcontext()
        called = None
        while frame is not None and not recorder.places.of_frame(frame):
            if frame.f_code in runs:
                break  # what a thread is given is the program's, though it may be `event.wait`
            called = called if is_ours(frame.f_code) else frame
            frame = frame.f_back
        name = _name_of_call(called) if frame is not None else None
        return blocking(recorder, name, what=f"{name}() to return" if name and "." in name else None)

    class Lock:
        """threading.Lock: who waits longest is woken first, but whoever comes first has it."""

        __slots__ = ("_locked", "_waiters", "__weakref__")

        def __init__(self):
            self._locked = False
            self._waiters = collections.deque()

        def acquire(self, blocking=True, timeout=-1):
            if not blocking and timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if timeout < 0 and timeout != -1:
                raise ValueError("timeout value must be a non-negative number")
            if not timeout <= threading.TIMEOUT_MAX:
                return real_lock().acquire(True, timeout)  # raises what it raises
            if not self._locked:
                self._locked = True
                return True
            if not blocking or timeout == 0:
                return False
            if scheduler.current() is None:
                return self._acquire_really(timeout)
            deadline = None if timeout == -1 else recorder.clock.now() + round(timeout * SECOND)
            me = scheduler.current()
            self._waiters.append(me)
            try:
                with call_of_program(sys._getframe(1)):
                    if not block_until(recorder, lambda: not self._locked, deadline, "a lock"):
                        return False
                self._locked = True
                return True
            finally:
                self._waiters.remove(me)

        def _acquire_really(self, timeout):
            """Of a thread that is not the program's, or of a forked child's."""
            end = None if timeout == -1 else _monotonic() + timeout
            while self._locked:
                if end is not None and _monotonic() > end:
                    return False
                _sleep(0.001)
            self._locked = True
            return True

        def release(self):
            if not self._locked:
                raise RuntimeError("release unlocked lock")
            self._locked = False
            if self._waiters:
                scheduler.wake(self._waiters[0])

        def locked(self):
            return self._locked

        def _at_fork_reinit(self):
            self.__init__()

        acquire_lock, release_lock, locked_lock = acquire, release, locked

        def __enter__(self):
            return self.acquire()

        def __exit__(self, *error):
            self.release()

        def __repr__(self):
            state = "locked" if self._locked else "unlocked"
            return f"<{state} _thread.lock object at {id(self):#x}>"

    class SimpleQueue(queue._PySimpleQueue):
        """A thread pool's, whose idle threads' waits are no news, or the program's own."""

        __module__ = "_queue"

        def get(self, block=True, timeout=None):
            own = recorder.places.of_frame(sys._getframe(1))
            with blocking(recorder, "SimpleQueue.get" if own else None,
                          what="SimpleQueue.get() to return" if own else "work"):
                return super().get(block, timeout)

    Lock.__name__ = Lock.__qualname__ = "lock"
    Lock.__module__ = "_thread"
    patches.set(threading, "Lock", Lock)
    patches.set(threading, "_allocate_lock", Lock)
    patches.set(threading, "_CRLock", None)  # so that RLock is made of Lock
    patches.set(queue, "SimpleQueue", SimpleQueue)
    patches.set(concurrent.futures.thread, "_global_shutdown_lock", Lock())
