import asyncio


async def work():
    await asyncio.sleep(3)
    print("worked")
    return "result"


async def waits(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("I am cancelled, the work is not:", task.done())
        raise


async def main():
    task = asyncio.create_task(work())
    waiter = asyncio.create_task(waits(task))
    await asyncio.sleep(1)
    print(waiter.cancel())
    await asyncio.wait([waiter])
    print(waiter.cancelled())
    print(await asyncio.shield(task))
    print(await asyncio.shield(task), "at once, for it is done")


asyncio.run(main())
