"""A task that lets the others go first, again and again."""

import asyncio


async def yields(times, done):
    for _ in range(times):
        await asyncio.sleep(0)
        done[0] += 1


async def yield_alone(measure, count):
    done = [0]
    measure.begin()
    await yields(count, done)
    measure.end(done[0])


async def yield_among(measure, count):
    done = [0]
    measure.begin()
    tasks = [asyncio.create_task(yields(count // 1000, done)) for _ in range(1000)]
    for task in tasks:
        await task
    measure.end(done[0])
