import asyncio


async def fails(name, cleanup=False):
    try:
        await asyncio.sleep(1 if not cleanup else 10)
    except asyncio.CancelledError:
        print(name, "fails while it is cancelled")
        raise TypeError(name)
    raise ValueError(name)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails("a"))
            group.create_task(fails("b"))
            group.create_task(fails("c", cleanup=True))
    except ExceptionGroup as group:
        print(group.message, len(group.exceptions))
        print(str(group))
        print(repr(group))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails("d"))
            await asyncio.sleep(0)
            raise RuntimeError("in the block")
    except ExceptionGroup as group:
        print(repr(group))


asyncio.run(main())
