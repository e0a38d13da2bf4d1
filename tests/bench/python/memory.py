"""What a task holds while it is suspended: very many that await one future."""

import asyncio


async def waits_for(future, waiting):
    waiting[0] += 1
    await future
    waiting[0] -= 1


async def memory(measure, count):
    future = asyncio.get_running_loop().create_future()
    waiting = [0]
    tasks = [None] * count
    measure.begin()
    for i in range(count):
        tasks[i] = asyncio.create_task(waits_for(future, waiting))
    await asyncio.sleep(0)
    measure.held(waiting[0])
    future.set_result(None)
    for task in tasks:
        await task
