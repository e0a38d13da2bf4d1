"""threading.Thread: its start, its end, join. On the virtual clock one runs at a time."""

import contextlib
import sys
import threading

from coroscope import labels
from coroscope.clock import in_nanoseconds
from coroscope.patches.blocking import block_until, blocking, recorded_block
from coroscope.scheduler import Participant


# By what Thread.start starts one: the former in 3.13, the latter up to 3.12.
_OS_THREAD = next(name for name in ("_start_joinable_thread", "_start_new_thread")
                  if hasattr(threading, name))


def install(recorder, patches):
    scheduler = recorder.scheduler
    Thread = threading.Thread

    def start(self):
        if not self._initialized or self._started.is_set():
            return original_start(self)  # raises what it raises
        self._coroscope_starter = f"thread:{recorder.thread()}"
        if scheduler is not None:
            self._coroscope = Participant(self.name, self.daemon)
        return original_start(self)

    def start_os_thread(function, *arguments, **options):
        started = original_start_os_thread(function, *arguments, **options)
        thread = function.__self__
        if scheduler is not None:
            # Until it waits; what start() waits for has come by then.
            scheduler.start(thread._coroscope)
        return started

    def _bootstrap_inner(self):
        if scheduler is not None:
            scheduler.begin(self._coroscope)
        recorder.name_thread(self)
        recorder.emit("thread_start", other=self._coroscope_starter, place=None)
        ended_by = []
        excepthook = self._invoke_excepthook

        def invoke_excepthook(thread):
            error = sys.exc_info()[1]
            if not isinstance(error, SystemExit):
                ended_by.append(labels.describe(error))
            with recorder.told_elsewhere():
                excepthook(thread)

        self._invoke_excepthook = invoke_excepthook
        try:
            original_bootstrap_inner(self)
        finally:
            recorder.emit("thread_end", text=ended_by[0] if ended_by else None, place=None)
            if scheduler is not None:
                scheduler.end()

    def join(self, timeout=None):
        if (not self._initialized or not self._started.is_set()
                or self is threading.current_thread() or not recorder.enabled
                or not hasattr(self, "_coroscope_starter")):
            return original_join(self, timeout)
        if scheduler is None:
            return _join_really(self, timeout)
        participant = self._coroscope
        if not participant.seems_ended():
            deadline = None
            if timeout is not None:
                deadline = recorder.clock.now() + in_nanoseconds(max(timeout, 0))
            try:
                if not _wait_for(participant, deadline, self._coroscope_name):
                    return None
            except KeyboardInterrupt:
                _take_for_ended(self)
                raise
        return original_join(self)

    def _take_for_ended(thread):
        """Until 3.12 Thread._wait_for_tstate_lock does so where it is interrupted: the lock that it
        finds is held by the thread itself, which goes on.
        """
        lock = getattr(thread, "_tstate_lock", None)
        if lock is not None and lock.locked():
            lock.release()
            thread._stop()
            scheduler.take_for_ended(thread._coroscope)

    def _wait_for(participant, deadline, name):
        me = scheduler.current()
        call = contextlib.nullcontext()
        if not recorder.shutting_down:
            call = blocking(recorder, "join", other=f"thread:{name}")
        participant.joiners.append(me)
        try:
            with call:
                return block_until(recorder, participant.seems_ended, deadline,
                                   f"{participant.name} to end")
        finally:
            participant.joiners.remove(me)

    def _join_really(self, timeout):
        if not self.is_alive():
            return original_join(self, timeout)
        deadline = None if timeout is None else recorder.clock.now() + in_nanoseconds(timeout)
        with blocking(recorder, "join", other=f"thread:{self._coroscope_name}"):
            with recorded_block(recorder, deadline) as waiting:
                original_join(self, timeout)
                waiting.how = "timeout" if self.is_alive() else None

    def is_alive(self):
        if scheduler is not None and hasattr(self, "_coroscope") and self._coroscope.ended:
            original_join(self)  # its last moments are the interpreter's own
            return False
        return original_is_alive(self)

    original_start = patches.set(Thread, "start", start)
    original_start_os_thread = patches.set(threading, _OS_THREAD, start_os_thread)
    original_bootstrap_inner = patches.set(Thread, "_bootstrap_inner", _bootstrap_inner)
    original_join = patches.set(Thread, "join", join)
    original_is_alive = patches.set(Thread, "is_alive", is_alive)


def shut_down(recorder):
    """What the interpreter does with threads at its exit. Raises DeadlockError."""
    if recorder.scheduler is not None:
        for action in reversed(threading._threading_atexits):
            action()
        threading._threading_atexits.clear()
        recorder.scheduler.wait_for_all()
    threading._shutdown()
