import asyncio


async def fails(seconds):
    await asyncio.sleep(seconds)
    raise ValueError(f"after {seconds}")


async def slow(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "cleans up")
        await asyncio.sleep(1)
        print(name, "is clean")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow("a"))
            group.create_task(fails(1))
            group.create_task(slow("b"))
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("the block is cancelled", asyncio.current_task().cancelling())
                raise
    except* ValueError as errors:
        print(repr(errors))
    print(asyncio.current_task().cancelling(), asyncio.get_running_loop().time())


asyncio.run(main())
