import asyncio


async def runner(name, barrier):
    try:
        print(name, await barrier.wait())
    except asyncio.BrokenBarrierError as error:
        print(name, repr(error))
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(repr(error))
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(runner(name, barrier)) for name in ("a", "b")]
    await asyncio.sleep(1)
    tasks[0].cancel()
    await asyncio.sleep(1)
    print("waiting", barrier.n_waiting)
    await barrier.reset()
    print("reset", barrier.n_waiting, barrier.broken)
    await asyncio.wait(tasks)
    tasks = [asyncio.create_task(runner(name, barrier)) for name in ("c", "d")]
    await asyncio.sleep(1)
    await barrier.abort()
    print("aborted", barrier.n_waiting, barrier.broken)
    await asyncio.wait(tasks)
    await runner("late", barrier)
    await barrier.reset()
    print(barrier.broken)


asyncio.run(main())
