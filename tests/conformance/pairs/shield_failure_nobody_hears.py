import asyncio


async def fails(seconds):
    await asyncio.sleep(seconds)
    print("fails now")
    raise ValueError("nobody hears")


async def waits(seconds):
    await asyncio.shield(fails(seconds))


async def main():
    waiter = asyncio.create_task(waits(2))
    await asyncio.sleep(1)
    waiter.cancel()
    await asyncio.sleep(2)
    print("between", waiter.cancelled())
    waiter = asyncio.create_task(waits(1))
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    print("in the same iteration", waiter.cancel())
    await asyncio.sleep(1)
    print("end", waiter.cancelled())


asyncio.run(main())
