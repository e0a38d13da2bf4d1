"""Calls that hold their thread, and with it its loop: time.sleep, join, a result, a lock."""

import asyncio
import contextlib
import threading
import time
from asyncio import tasks

from coroscope.clock import LATEST, SECOND
from coroscope.patches import Builtin
from coroscope.patches.interrupts import handler_returns
from coroscope.patches.selectors import Waiting
from coroscope.scheduler import DeadlockError


class Call:
    """A blocking call as recordings name it; without `text` they do not have it."""

    def __init__(self, text, other=None, what=None):
        self.text = text
        self.other = other
        self.what = what        # as DeadlockError says it


@contextlib.contextmanager
def blocking(recorder, text, other=None, what=None):
    """Within it a wait of this thread is recorded as a block of that kind."""
    outside, recorder.call = recorder.call, Call(text, other, what)
    try:
        yield recorder.call
    finally:
        recorder.call = outside


@contextlib.contextmanager
def recorded_block(recorder, deadline):
    """The block_begin and block_end of the present call. Yields a Waiting, whose `how` may be set."""
    call = recorder.call
    if call is None or call.text is None:
        yield Waiting("block")
        return
    recorder.emit("block_begin", value=deadline, text=call.text, other=call.other)
    recorder.flush_if_real()
    waiting = Waiting("block")
    is_main = threading.current_thread() is threading.main_thread()
    if is_main:
        recorder.waiting = waiting
    try:
        yield waiting
    except BaseException as error:
        if not waiting.ended:
            waiting.ended = True
            how = "deadlock" if isinstance(error, DeadlockError) else "interrupted"
            recorder.emit("block_end", text=how, other=call.other)
        raise
    finally:
        if is_main:
            recorder.waiting = None
    recorder.emit("block_end", text=waiting.how, other=call.other)


def block_until(recorder, is_over, deadline, what):
    """On the virtual clock: wait until is_over(), which whoever makes it true follows with
    Scheduler.wake. False at the deadline."""
    if recorder.call is not None and recorder.call.what is not None:
        what = recorder.call.what
    with recorded_block(recorder, deadline) as waiting:
        while not is_over():
            act_at, _ = recorder.interventions.next_act("block", deadline)
            end = recorder.scheduler.wait(deadline if act_at is None else act_at, lambda: what)
            if end != "timeout":
                continue
            if act_at is None:
                waiting.how = None if is_over() or _sleeps(recorder) else "timeout"
                break
            _interrupt(recorder, waiting)
    return is_over()


def _sleeps(recorder):
    return recorder.call is not None and recorder.call.text == "sleep"


def _interrupt(recorder, waiting):
    # A handler that returns lets the call go on for the rest of its time (PEP 475).
    if recorder.call is not None and recorder.call.text and not handler_returns():
        waiting.ended = True
        recorder.emit("block_end", text="interrupted", other=recorder.call.other)
    recorder.interventions.act("block")


def install(recorder, patches):
    real_sleep = time.sleep

    def sleep(seconds, /):
        scheduler = recorder.scheduler
        if not recorder.enabled or scheduler and (not scheduler.current() or scheduler.is_away()):
            return real_sleep(seconds)
        if (not isinstance(seconds, (int, float))
                or not 0 <= seconds * SECOND < LATEST):
            return real_sleep(seconds)  # raises what it raises
        deadline = recorder.clock.now() + round(seconds * SECOND)
        with blocking(recorder, "sleep"):
            if recorder.scheduler is not None:
                block_until(recorder, lambda: False, deadline, "its sleep to end")
            else:
                with recorded_block(recorder, deadline) as waiting:
                    _sleep_really(recorder, waiting, deadline)

    patches.set(time, "sleep", Builtin(sleep, real_sleep))
    if recorder.interventions.has_blocks():
        _make_sleeps_block(recorder, patches)


def _make_sleeps_block(recorder, patches):
    async def sleep(delay, result=None):
        task = recorder.current_task()
        if task is not None and recorder.interventions.sleep_blocks(task):
            time.sleep(max(0, delay))
            return result
        return await original(delay, result)

    original = patches.set(tasks, "sleep", sleep)
    patches.set(asyncio, "sleep", sleep)


def _sleep_really(recorder, waiting, deadline):
    while True:
        act_at, end = recorder.interventions.next_act("block", deadline)
        recorder.clock.wait_until(deadline if act_at is None else act_at)
        if end is None:
            return
        _interrupt(recorder, waiting)
