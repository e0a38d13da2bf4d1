"""select: where a loop waits. On the virtual clock it returns at once and the clock jumps."""

import math
import threading
import weakref
from asyncio import tasks

from coroscope import labels
from coroscope.clock import SECOND
from coroscope.patches.futures import stepping_task

# asyncio's MAXIMUM_SELECT_TIMEOUT
_LONGEST = 24 * 3600 * SECOND


class Waiting:
    """A select or a blocking call in progress, for whoever interrupts it."""

    def __init__(self, kind):
        self.kind = kind        # select or block
        self.how = None         # of a block: timeout, or None for its ordinary end
        self.ended = False      # select_end, block_end is out already


def observe(recorder, loop):
    """Make the loop's selector report its waits. Keeps neither of them alive."""
    selector = weakref.ref(loop._selector)
    loop = weakref.ref(loop)
    poll = type(loop()._selector).select

    def select(timeout=None):
        return _select(recorder, loop(), lambda seconds: poll(selector(), seconds), timeout)

    selector().select = select


def _select(recorder, loop, poll, timeout):
    pipe = loop._ssock.fileno() if loop._ssock is not None else -1

    def ready_descriptors(events):
        return sum(key.fd != pipe for key, _ in events)

    if timeout is not None and timeout <= 0:
        events = poll(0)
        ready = ready_descriptors(events)
        if ready:
            recorder.emit("select_begin", value=0, place=None)
            recorder.emit("select_end", value=ready, text="io", place=None)
        elif recorder.clock.is_virtual:
            _note_round(recorder, loop)
        recorder.interventions.act("select")
        return events

    now = recorder.clock.now()
    deadline = _deadline(recorder, loop, now, timeout)
    recorder.emit("select_begin", value=None if deadline is None else deadline - now, place=None)
    recorder.flush_if_real()
    waiting = Waiting("select")
    is_main = threading.current_thread() is threading.main_thread()
    if is_main:
        recorder.waiting = waiting
    try:
        end, events = _wait(recorder, loop, poll, deadline)
    finally:
        if is_main:
            recorder.waiting = None
    if not waiting.ended:
        ready = ready_descriptors(events)
        if ready:
            end = "io"
        elif events and end != "interrupted":
            end = "wakeup"
        recorder.emit("select_end", value=ready, text=end, place=None)
    if recorder.interventions.act("select"):
        # A signal handler may have woken the loop.
        events = events or poll(0)
    return events


def _note_round(recorder, loop):
    """Where every task that is queued has only yielded, and every callback has run in the last
    round, too, they may be waiting for time to pass."""
    seen = getattr(loop, "_coroscope_round", ())
    codes = loop._coroscope_round = set()
    only_polls = True
    for handle in loop._ready:
        task = stepping_task(handle._callback)
        if task is not None:
            only_polls &= recorder.has_yielded(task)
        else:
            code = labels.code_of(handle._callback)
            codes.add(code)
            only_polls &= code is not None and code in seen
    recorder.scheduler.note_round(loop._scheduled[0].when_ns if loop._scheduled else None,
                                  only_polls)


def _deadline(recorder, loop, now, timeout):
    if timeout is None:
        return None
    if recorder.clock.is_virtual and loop._scheduled:
        # The float has lost the last nanoseconds. One at infinity never comes.
        if loop._scheduled[0].when() == math.inf:
            return None
        return min(loop._scheduled[0].when_ns, now + _LONGEST)
    return now + round(timeout * SECOND)


def _wait(recorder, loop, poll, deadline):
    """Wait until a descriptor is ready, the person acts, or it is time."""
    clock = recorder.clock
    act_at, end = recorder.interventions.next_act("select", deadline)
    until = deadline if act_at is None else act_at
    end = end or "timeout"
    if not clock.is_virtual:
        return end, poll(None if until is None else max(0, until - clock.now()) / SECOND)
    events = poll(0)
    if events:
        return "io", events
    how = recorder.scheduler.wait(until, lambda: _who_waits(recorder, loop),
                                  _Look(recorder, loop, poll))
    if how == "timeout":
        return end, []
    # Where another thread's beat has woken this one for an interrupt, that is why it ends.
    return "interrupted" if recorder.interventions.is_woken() else "io", poll(0)


class _Look:
    """Looks for the scheduler what a waiting loop's selector has."""

    def __init__(self, recorder, loop, poll):
        self._recorder = recorder
        self._loop = loop
        self._poll = poll

    def look(self):
        return bool(self._poll(0))

    def in_flight(self):
        """Are octets on their way whose arrival makes the selector ready?"""
        return self._recorder.sockets.in_flight(self._loop)

    def others_may_write(self, for_ever):
        """May somebody outside of the run make the selector ready?"""
        return self._recorder.sockets.others_may_write(self._loop, for_ever)

    def note_others(self):
        """Somebody has: where it is no connection, whose making would tell."""
        if self._recorder.sockets.watches_no_socket(self._loop):
            self._recorder.sockets.note_others()

    def fileno(self):
        return self._loop._selector.fileno()


def _who_waits(recorder, loop):
    waits = []
    for task in sorted(tasks.all_tasks(loop), key=lambda task: recorder.info(task).order):
        awaited = task._fut_waiter
        if isinstance(awaited, tasks.Task):
            waits.append(f"{task.get_name()} awaits {awaited.get_name()}")
        elif awaited is not None:
            waits.append(f"{task.get_name()} awaits {recorder.info(awaited).made_by}")
    return (f"{recorder.loop_name(loop)} to be woken"
            + (f" ({', '.join(waits)})" if waits else ""))
