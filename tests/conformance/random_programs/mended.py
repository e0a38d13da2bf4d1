"""What a later CPython 3.11 mended in asyncio, for an older referee: ours follows the later.

A timeout in a task that was cancelled before (and swallowed it) still comes out as TimeoutError: it
compares with the number of cancel requests at its entry. 3.11.2 compares with 0.
"""

import asyncio


def install():
    timeout = asyncio.Timeout
    if "cancelling" in timeout.__aenter__.__code__.co_names:
        return
    enter, leave = timeout.__aenter__, timeout.__aexit__

    async def __aenter__(self):
        entered = await enter(self)
        self._cancelling = self._task.cancelling()
        return entered

    async def __aexit__(self, *error):
        task = self._task
        self._task = _CountingFrom(task, self._cancelling)
        try:
            return await leave(self, *error)
        finally:
            self._task = task

    timeout.__aenter__, timeout.__aexit__ = __aenter__, __aexit__


class _CountingFrom:
    """The task, with what uncancel() leaves counted from those that were there before."""

    def __init__(self, task, before):
        self._task = task
        self._before = before

    def uncancel(self):
        return max(0, self._task.uncancel() - self._before)
