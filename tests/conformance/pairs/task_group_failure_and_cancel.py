import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("boom")


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            await asyncio.sleep(10)
    except* ValueError as errors:
        print(repr(errors), asyncio.current_task().cancelling())
    print("parent goes on")
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(parent())
    await asyncio.sleep(0)
    loop.call_later(1, task.cancel)
    await asyncio.wait([task])
    print(task.cancelled())
    task = asyncio.create_task(parent())
    loop.call_later(1, task.cancel)
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
