import asyncio


async def work():
    print(asyncio.current_task().get_name())


async def main():
    loop = asyncio.get_running_loop()
    task = loop.create_task(work(), name="given to the loop")
    await task
    task = asyncio.create_task(work(), name="given to asyncio")
    await task
    task = asyncio.create_task(work())
    print(task.get_name())
    task.set_name("renamed")
    await task
    first = asyncio.create_task(work(), name="twice")
    second = loop.create_task(work(), name="twice")
    await asyncio.wait([first, second])
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))


asyncio.run(main())
