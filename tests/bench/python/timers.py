"""As many tasks as timers, each asleep until a random instant of the next ten milliseconds."""

import asyncio

from measure import Randoms


async def sleeper(delay, done):
    await asyncio.sleep(delay)
    done[0] += 1


async def timers(measure, count):
    randoms = Randoms(10_000_000)
    delays = [randoms.next() / 1e9 for _ in range(count)]
    done = [0]
    measure.begin()
    tasks = [asyncio.create_task(sleeper(delay, done)) for delay in delays]
    for task in tasks:
        await task
    measure.end(done[0])
