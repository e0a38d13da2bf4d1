import asyncio


async def work(group, depth):
    await asyncio.sleep(1)
    print("depth", depth)
    if depth < 3:
        group.create_task(work(group, depth + 1))
    else:
        raise ValueError("too deep")


def refused(group):
    coroutine = work(group, 0)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        return str(error)


async def late(group):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(refused(group))
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(group, 1))
            group.create_task(late(group))
    except ExceptionGroup as error:
        print(repr(error))
    print(refused(group))
    print(refused(asyncio.TaskGroup()))
    try:
        async with group:
            print("never printed")
    except RuntimeError:
        print("not twice")


asyncio.run(main())
