"""A thread of ours that passes the turn on for one of the program's that cannot.

A thread that waits for the outside world in a call that we know says so (Scheduler.away). For all
others the keeper looks now and then at whoever has the turn: who uses no processor time waits in the
operating system, and who has used much of it while others could go on would long have had to let
them, under CPython's own lock. Both go on without the turn, until their next event.
"""

import _thread
import os

_TICK = 0.02          # seconds between two looks
_STUCK = 3            # looks without any processor time
_LONG = 1_000_000_000  # ns of processor time


class Keeper:
    """Begins with the program's first thread, or the first call that leaves."""

    def __init__(self, scheduler):
        self._scheduler = scheduler
        self._go = None           # released where the turn is to be passed on
        self._turn = None         # whose turn it is, and the how manieth
        self._looks = 0           # in a row at which it has done nothing
        self._used = 0            # its processor time at the last look
        self._used_first = 0      # and at the first

    def start(self):
        if self._go is None:
            self._go = _thread.allocate_lock()
            self._go.acquire()
            _thread.start_new_thread(self._run, ())

    def pass_on(self):
        """The calling thread leaves with the turn."""
        self.start()
        self._go.release()

    def _run(self):
        while True:
            if self._go.acquire(timeout=_TICK):
                self._scheduler.pass_on()
            else:
                self._look()

    def _look(self):
        holder, turn = self._scheduler.holder, self._scheduler.turns
        if holder is None:
            self._turn = None
            return
        used = _processor_time(holder.native_id)
        if used is None:
            return
        if self._turn != (holder, turn):
            self._turn, self._looks, self._used_first = (holder, turn), 0, used
        elif used != self._used:
            self._looks = 0
        else:
            self._looks += 1
        self._used = used
        if self._looks >= _STUCK and _sleeps(holder.native_id):
            self._send_away(holder, "something in the operating system", True)
        elif used - self._used_first > _LONG:
            self._send_away(holder, "a long computation", False)

    def _send_away(self, holder, what, from_outside):
        if (self._scheduler.others_could_go_on(from_outside)
                and self._scheduler.send_away(holder, what)):
            self._turn = None
            self._scheduler.pass_on()


def _processor_time(native_id):
    """What the thread has used, in ns. None where the system does not tell."""
    try:
        return int(_read(native_id, "schedstat").split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _sleeps(native_id):
    """Does it wait, rather than for a processor or a disk?"""
    try:
        return _read(native_id, "stat").rpartition(b") ")[2].startswith(b"S")
    except OSError:
        return False


def _read(native_id, name):
    file = os.open(f"/proc/self/task/{native_id}/{name}", os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, 1000)
    finally:
        os.close(file)
