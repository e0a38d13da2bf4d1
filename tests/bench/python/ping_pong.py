"""Two tasks that hand a number to and fro through two queues, or wake each other by two events."""

import asyncio


async def pong(inward, outward, times, done):
    for _ in range(times):
        ball = await inward.get()
        done[0] += 1
        await outward.put(ball)


async def queue_ping_pong(measure, count):
    done = [0]
    measure.begin()
    there, back = asyncio.Queue(1), asyncio.Queue(1)
    other = asyncio.create_task(pong(there, back, count // 2, done))
    for _ in range(count // 2):
        await there.put(1)
        ball = await back.get()
        done[0] += ball
    await other
    measure.end(done[0])


async def side(mine, other, times, done):
    for _ in range(times):
        await mine.wait()
        mine.clear()
        done[0] += 1
        other.set()


async def event_ping_pong(measure, count):
    done = [0]
    measure.begin()
    a, b = asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(side(a, b, count // 2, done))
    second = asyncio.create_task(side(b, a, count // 2, done))
    a.set()
    await first
    await second
    measure.end(done[0])
