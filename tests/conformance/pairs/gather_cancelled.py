import asyncio


async def work(name, cleanup):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(cleanup)
        print(name, "clean")
        raise


async def parent(return_exceptions):
    try:
        await asyncio.gather(work("slow", 2), work("quick", 0), return_exceptions=return_exceptions)
    except asyncio.CancelledError as error:
        print("parent", repr(error))
        raise


async def main():
    for return_exceptions in (False, True):
        task = asyncio.create_task(parent(return_exceptions))
        await asyncio.sleep(1)
        print(task.cancel("stop"))
        await asyncio.wait([task])
        print("parent is done", task.cancelled())
        await asyncio.sleep(5)


asyncio.run(main())
