import asyncio


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def parent(in_block):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("a"))
            group.create_task(work("b"))
            if in_block:
                await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("parent", repr(error), asyncio.current_task().cancelling())
        raise


async def main():
    for in_block in (True, False):
        task = asyncio.create_task(parent(in_block))
        await asyncio.sleep(1)
        print(task.cancel("outside"))
        await asyncio.wait([task])
        print(task.cancelled())


asyncio.run(main())
