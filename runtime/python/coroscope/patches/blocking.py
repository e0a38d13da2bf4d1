"""time.sleep: a blocking call holds its thread, and with it the loop."""

import asyncio
import time
from asyncio import tasks

from coroscope.clock import SECOND
from coroscope.patches import Builtin
from coroscope.patches.interrupts import handler_returns
from coroscope.patches.selectors import Waiting


def install(recorder, patches):
    real_sleep = time.sleep

    def sleep(seconds, /):
        if not recorder.enabled:
            return real_sleep(seconds)
        if not isinstance(seconds, (int, float)) or seconds < 0 or seconds != seconds:
            return real_sleep(seconds)  # raises what it raises
        deadline = recorder.clock.now() + round(seconds * SECOND)
        recorder.emit("block_begin", value=deadline, text="sleep")
        recorder.flush_if_real()
        waiting = recorder.waiting = Waiting("block")
        try:
            _wait(recorder, waiting, deadline)
        except BaseException:
            if not waiting.ended:
                recorder.emit("block_end", text="interrupted")
            raise
        finally:
            recorder.waiting = None
        recorder.emit("block_end")

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


def _wait(recorder, waiting, deadline):
    while True:
        act_at, end = recorder.interventions.next_act("block", deadline)
        recorder.clock.wait_until(deadline if act_at is None else act_at)
        if end is None:
            return
        # A handler that returns lets the sleep go on for the rest of its time (PEP 475).
        if not handler_returns():
            recorder.emit("block_end", text="interrupted")
            waiting.ended = True
        recorder.interventions.act("block")
