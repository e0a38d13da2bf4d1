import asyncio


async def fails(seconds, name):
    await asyncio.sleep(seconds)
    raise ValueError(name)


async def slow(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(slow("outer child"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(slow("inner child"))
                inner.create_task(fails(1, "inner"))
    except ExceptionGroup as error:
        print(repr(error))
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fails(1, "outer"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(slow("inner child"))
    except ExceptionGroup as error:
        print(repr(error))
    print(asyncio.current_task().cancelling())


asyncio.run(main())
