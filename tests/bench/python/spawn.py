"""A task from its creation to its end: each awaited before the next one, or a thousand at a time."""

import asyncio

BATCH = 1000


async def job(done):
    done[0] += 1


async def spawn_in_turn(measure, count):
    done = [0]
    measure.begin()
    for _ in range(count):
        await asyncio.create_task(job(done))
    measure.end(done[0])


async def spawn_in_batches(measure, count):
    done = [0]
    measure.begin()
    for _ in range(count // BATCH):
        tasks = [asyncio.create_task(job(done)) for _ in range(BATCH)]
        for task in tasks:
            await task
    measure.end(done[0])
