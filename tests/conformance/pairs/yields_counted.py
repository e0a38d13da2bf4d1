import asyncio


async def ticks():
    for tick in range(40):
        print("tick", tick)
        await asyncio.sleep(0)


async def nothing():
    return "nothing"


async def main():
    task = asyncio.create_task(ticks())
    await asyncio.sleep(0)
    print("a task", await asyncio.create_task(nothing()))
    print("gather", await asyncio.gather(nothing(), nothing()))
    print("shield", await asyncio.shield(nothing()))
    print("wait_for", await asyncio.wait_for(nothing(), 1))
    print("wait", len(await asyncio.wait([asyncio.create_task(nothing())])))
    async with asyncio.TaskGroup() as group:
        group.create_task(nothing())
    print("TaskGroup")
    async with asyncio.timeout(1):
        print("timeout", await nothing())
    task.cancel()


asyncio.run(main())
