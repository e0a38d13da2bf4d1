import asyncio


async def patient():
    again = False
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print("cancelled in it", repr(error))
        again = True
    if again:
        await asyncio.sleep(0)
        print("and slept again")
    return "patient"


async def sleeps(name, times):
    for i in range(times):
        await asyncio.sleep(0)
        print(name, i)


async def main():
    asyncio.sleep(0)
    print("dropped at once")
    kept = asyncio.sleep(0)
    other = asyncio.create_task(sleeps("other", 3))
    await asyncio.sleep(-1)
    print("between")
    await kept
    print("awaited later")
    try:
        await kept
    except RuntimeError as error:
        print(repr(error))
    task = asyncio.create_task(asyncio.sleep(0))
    await task
    print(task.done())
    await asyncio.gather(asyncio.sleep(0), sleeps("gathered", 2), asyncio.sleep(0))
    await asyncio.wait_for(asyncio.sleep(0), 1)
    print("in time")
    asyncio.create_task(asyncio.sleep(0)).cancel()
    victim = asyncio.create_task(patient())
    await asyncio.sleep(0)
    victim.cancel("now")
    print(await victim)
    await other


asyncio.run(main())
