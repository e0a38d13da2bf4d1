"""Callbacks that another thread puts into the loop's queue."""

import asyncio
import threading


async def posted(measure, count):
    loop = asyncio.get_running_loop()
    ended = loop.create_future()
    done = 0

    def callback():
        nonlocal done
        done += 1
        if done == count:
            ended.set_result(None)

    def post():
        for _ in range(count):
            loop.call_soon_threadsafe(callback)

    measure.begin()
    poster = threading.Thread(target=post)
    poster.start()
    await ended
    poster.join()
    measure.end(done)
