import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("first", repr(error), asyncio.current_task().cancelling())
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("second", repr(error), asyncio.current_task().cancelling())
            raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    print(task.cancel("a"), task.cancel("b"), task.cancelling())
    await asyncio.sleep(1)
    print(task.cancel("c"))
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error))
    print(task.cancel(), task.cancelled(), task.cancelling())


asyncio.run(main())
